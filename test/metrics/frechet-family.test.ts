import { expect, it } from 'vitest';
import { fd } from '../../src/metrics/fd.js';
import { fid } from '../../src/metrics/fid.js';
import { sfid } from '../../src/metrics/sfid.js';
import { compute, defined, normals, sampleOf } from './samples.js';

const real = sampleOf(normals(121, 200, 5), 'real');
const generated = sampleOf(normals(122, 200, 5, 0.2), 'generated');

it.each([fd, sfid])('$id is what FID is, of the output that it reads', async (metric) => {
  const expected = defined(await compute(fid, real, generated), 'fid');
  expect(await compute(metric, real, generated)).toEqual({ [metric.id]: expected });
});

it('reads the spatial output for sFID, and the features for the others', () => {
  expect([fid, fd, sfid].map(({ reads }) => reads)).toEqual(['features', 'features', 'spatial']);
});

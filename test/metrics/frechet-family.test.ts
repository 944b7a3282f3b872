import { expect, it } from 'vitest';
import { fd } from '../../src/metrics/fd.js';
import { fid } from '../../src/metrics/fid.js';
import { sfid } from '../../src/metrics/sfid.js';
import { compute, defined, normals, sampleOf, tools } from './samples.js';

const real = sampleOf(normals(121, 200, 5), 'real');
const generated = sampleOf(normals(122, 200, 5, 0.2), 'generated');

it.each([fd, sfid])('$id is what FID is, of the output that it reads', async (metric) => {
  const expected = defined(await compute(fid, real, generated), 'fid');
  expect(await compute(metric, { ...real }, { ...generated })).toEqual({ [metric.id]: expected });
});

it('reads the spatial output for sFID, and the features for the others', () => {
  expect([fid, fd, sfid].map(({ reads }) => reads)).toEqual(['features', 'features', 'spatial']);
});

it('computes the distance of two samples once for all metrics that are made of it', async () => {
  const [real, generated] = [sampleOf(normals(1, 60, 4)), sampleOf(normals(2, 60, 4))];
  const one = defined(await compute(fid, real, generated), 'fid');
  expect(defined(await compute(fd, real, generated), 'fd')).toBe(one);
  const bare = defined(await compute(fd, real, generated, {}, { ...tools, intervals: false }), 'fd');
  expect(bare.value).toBe(one.value);
  expect(bare.replicates).toEqual({ reason: 'no interval was asked for' });
});

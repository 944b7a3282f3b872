import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatisticsNote } from '../../src/config/statistics-note.js';
import { InputError } from '../../src/errors.js';
import { holdsStatistics, readStatistics, writeStatistics } from '../../src/features/statistics-file.js';
import type { NpyArray } from '../../src/formats/npy.js';
import { openNpz, writeNpz } from '../../src/formats/npz.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-statistics-'));
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const statistics = {
  count: 77,
  mean: Float64Array.of(0.1, -2),
  covariance: { rows: 2, columns: 2, data: Float64Array.of(1, 0.25, 0.25, 3) },
};

const note: StatisticsNote = {
  schema: 'gan-eval/statistics/1',
  writer: 'gan-eval test',
  features: {
    name: 'net',
    weightsSha256: 'abc',
    output: '2048',
    resize: 'clean',
    preprocessing: 'ümläut',
    precision: 'fp32',
  },
  comparable: false,
  comparability: 'A test.',
  runsOn: 'test',
  source: { location: 'set', kind: 'images', count: 77, available: 80, ignored: 0, skipped: [] },
  createdAt: '2026-01-01T00:00:00.000Z',
};

const vector: NpyArray = { dims: [2], data: Float64Array.of(1, 2) };
const matrix: NpyArray = { dims: [2, 2], data: Float64Array.of(1, 0, 0, 1) };

describe('statistics files', () => {
  it('give back what was written, bit for bit, with the note', async () => {
    await writeStatistics(at('own.npz'), statistics, note);
    expect(await readStatistics(at('own.npz'))).toEqual({ statistics, spatial: undefined, note });
  });

  it('hold float64 mu and sigma in the shapes that pytorch-fid and clean-fid read, and the note as text', async () => {
    await writeStatistics(at('own.npz'), statistics, note);
    const npz = await openNpz(at('own.npz'));
    expect(npz.names).toEqual(['mu', 'sigma', 'gan_eval']);
    expect(await npz.read('mu')).toEqual({ dims: [2], data: statistics.mean });
    expect(await npz.read('sigma')).toEqual({ dims: [2, 2], data: statistics.covariance.data });
    expect((await npz.read('gan_eval')).dims).toEqual([]);
    npz.close();
  });

  it('of other tools are read as well: their count and origin are unknown', async () => {
    await writeNpz(at('foreign.npz'), { sigma: matrix, mu: { dims: [2], data: Float32Array.of(1, 2) } });
    const { statistics: read, note: none } = await readStatistics(at('foreign.npz'));
    expect(none).toBeUndefined();
    expect(read).toMatchObject({ count: null, mean: Float64Array.of(1, 2) });
  });

  it('of guided-diffusion hold those of its spatial features as well', async () => {
    const narrow = {
      mu_s: { dims: [1], data: Float64Array.of(7) },
      sigma_s: { dims: [1, 1], data: Float64Array.of(8) },
    };
    await writeNpz(at('adm.npz'), { mu: vector, sigma: matrix, ...narrow });
    expect((await readStatistics(at('adm.npz'))).spatial).toEqual({
      count: null,
      mean: Float64Array.of(7),
      covariance: { rows: 1, columns: 1, data: Float64Array.of(8) },
    });
    await writeNpz(at('adm-damaged.npz'), { mu: vector, sigma: matrix, ...narrow, sigma_s: matrix });
    await expect(readStatistics(at('adm-damaged.npz'))).rejects.toThrow(/mu_s is of shape \(1\) and sigma_s/);
  });

  it('are told from arrays of images', async () => {
    await writeNpz(at('images.npz'), { arr_0: { dims: [1, 1, 1, 3], data: new Uint8Array(3) } });
    await writeNpz(at('statistics.npz'), { mu: vector, sigma: matrix });
    expect(await holdsStatistics(at('images.npz'))).toBe(false);
    expect(await holdsStatistics(at('statistics.npz'))).toBe(true);
  });

  it.each<[string, Record<string, NpyArray>, RegExp]>([
    ['a square mu', { mu: matrix, sigma: matrix }, /mu is of shape \(2, 2\).*expected \(d\) and \(d, d\)/],
    ['a flat sigma', { mu: vector, sigma: vector }, /sigma of shape \(2\)/],
    ['a mu that is text', { mu: { dims: [2], data: ['a', 'b'] }, sigma: matrix }, /mu: holds text/],
    ['a note that is no text', { mu: vector, sigma: matrix, gan_eval: vector }, /not text.*gan-eval stats/],
    [
      'a note that is no JSON',
      { mu: vector, sigma: matrix, gan_eval: { dims: [], data: ['{'] } },
      /not JSON/,
    ],
    ['an incomplete note', { mu: vector, sigma: matrix, gan_eval: { dims: [], data: ['{}'] } }, /incomplete/],
  ])('with %s are refused', async (name, arrays, message) => {
    const path = at(`${name}.npz`);
    await writeNpz(path, arrays);
    await expect(readStatistics(path)).rejects.toThrow(InputError);
    await expect(readStatistics(path)).rejects.toThrow(message);
  });
});

import { describe, expect, it } from 'vitest';
import { densityCoverage } from '../../src/metrics/density-coverage.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { distanceOf, sortedNeighbours } from '../math/naive-neighbours.js';
import { copiesOf, NEIGHBOUR_CASES } from './neighbour-cases.js';
import { compute, defined, normals, sampleOf } from './samples.js';
import { expectReplicates } from './expect-replicates.js';

/** Density and coverage by definition. */
function naive(
  real: FeatureSample,
  generated: FeatureSample,
  k: number,
): { density: number; coverage: number } {
  const [a, b] = [real.features, generated.features];
  let pairs = 0;
  let covered = 0;
  for (let i = 0; i < a.rows; i++) {
    const radius = sortedNeighbours(a, i, a, i)[k - 1]!.squaredDistance;
    const inside = generated.ids.filter((_, j) => distanceOf(a, i, b, j) < radius).length;
    pairs += inside;
    if (inside > 0) covered++;
  }
  return { density: pairs / b.rows / k, coverage: covered / a.rows };
}

describe.each(NEIGHBOUR_CASES)('sets that are %s', (_, real, generated) => {
  it.each([1, 5])('k = %i: value and replicates are those of the definition', async (k) => {
    const result = await compute(densityCoverage, real, generated, { k });
    for (const id of ['density', 'coverage'] as const) {
      const { value, replicates } = defined(result, id);
      expect(value).toBe(naive(real, generated, k)[id]);
      expectReplicates(replicates, value, [real, generated], (a, b) => naive(a, b, k)[id]);
    }
  });
});

it('leaves the surface of the balls out', async () => {
  // Nearest other real image and generated image at the same distance 1 from 0, and from no other.
  const row = (...data: number[]) => ({ rows: data.length, columns: 1, data: Float32Array.from(data) });
  const real = sampleOf(row(0, 1, 10, 20, 30, 40), 'r');
  const generated = sampleOf(row(-1, -100, -100, -100, -100, -100), 'g');
  const result = await compute(densityCoverage, real, generated, { k: 1 });
  expect(defined(result, 'density').value).toBe(0);
  expect(defined(result, 'coverage').value).toBe(0);
});

it('is not defined where every real image is a duplicate so often that no ball has an extent', async () => {
  const [copies, spread] = [sampleOf(copiesOf(2, 20), 'r'), sampleOf(normals(30, 40, 2), 'g')];
  const reason = expect.stringMatching(/^each real image has 5 exact duplicates or more/) as string;
  const undefinedValue = { status: 'undefined', reason };
  expect(await compute(densityCoverage, copies, spread)).toEqual({
    density: undefinedValue,
    coverage: undefinedValue,
  });
});

it('needs more real images than k, whatever there is of generated ones', async () => {
  const [few, many] = [sampleOf(normals(1, 6, 2), 'r'), sampleOf(normals(2, 40, 2), 'g')];
  await expect(compute(densityCoverage, few, many, { k: 6 })).rejects.toThrow(
    /real side has 6 .* at least 7/,
  );
  expect(defined(await compute(densityCoverage, many, few, { k: 6 }), 'coverage').value).toBeLessThan(1);
});

import { describe, expect, it } from 'vitest';
import { InsufficientSamplesError, UsageError } from '../../src/errors.js';
import { precisionRecall } from '../../src/metrics/precision-recall.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { distanceOf, sortedNeighbours } from '../math/naive-neighbours.js';
import { copiesOf, NEIGHBOUR_CASES, ternary } from './neighbour-cases.js';
import { compute, defined, normals, sampleOf } from './samples.js';
import { expectReplicates } from './expect-replicates.js';

/** Share of `points` within the k-th neighbour distance of one of `centres`, surface included, by definition. */
function shareInBalls(centres: FeatureSample, points: FeatureSample, k: number): number {
  const [a, b] = [centres.features, points.features];
  const radii = centres.ids.map((_, i) => sortedNeighbours(a, i, a, i)[k - 1]!.squaredDistance);
  const inside = points.ids.filter((_, j) => radii.some((radius, i) => distanceOf(a, i, b, j) <= radius));
  return inside.length / points.ids.length;
}

describe.each(NEIGHBOUR_CASES)('sets that are %s', (_, real, generated) => {
  it.each([1, 3, 5])('k = %i: value and replicates are those of the definition', async (k) => {
    const result = await compute(precisionRecall, real, generated, { k });
    for (const [id, naive] of [
      ['precision', (a: FeatureSample, b: FeatureSample) => shareInBalls(a, b, k)],
      ['recall', (a: FeatureSample, b: FeatureSample) => shareInBalls(b, a, k)],
    ] as const) {
      const { value, replicates } = defined(result, id);
      expect(value).toBe(naive(real, generated));
      expectReplicates(replicates, value, [real, generated], naive);
    }
  });
});

it('tells collapse, which keeps precision, from noise, which keeps recall', async () => {
  const real = sampleOf(normals(21, 300, 4), 'r');
  const collapsed = await compute(precisionRecall, real, sampleOf(normals(22, 300, 4, 0, 0.1), 'g'));
  expect(defined(collapsed, 'precision').value).toBeGreaterThan(0.95);
  expect(defined(collapsed, 'recall').value).toBeLessThan(0.1);
  const noisy = await compute(precisionRecall, real, sampleOf(normals(23, 300, 4, 0, 3), 'g'));
  expect(defined(noisy, 'precision').value).toBeLessThan(0.5);
  expect(defined(noisy, 'recall').value).toBeGreaterThan(0.9);
});

it('counts images with an exact duplicate, and says so', async () => {
  const real = sampleOf(ternary(24, 60, 2), 'r');
  const precision = defined(
    await compute(precisionRecall, real, sampleOf(normals(25, 60, 2), 'g')),
    'precision',
  );
  expect(precision.details).toEqual({ realDuplicates: 60, generatedDuplicates: 0 });
  expect(precision.warnings.join('\n')).toMatch(/60 real image\(s\) have an exact duplicate/);
  expect(precision.warnings.join('\n')).not.toMatch(/generated image\(s\) have/);
});

it('is not defined where every image is a duplicate so often that no ball has an extent', async () => {
  const [copies, spread] = [sampleOf(copiesOf(2, 20), 'r'), sampleOf(normals(30, 40, 2), 'g')];
  const values = await compute(precisionRecall, copies, spread);
  expect(values.precision).toEqual({
    status: 'undefined',
    reason: expect.stringMatching(/^each real image has 3 exact duplicates or more/) as string,
  });
  expect(defined(values, 'recall').value).toBeGreaterThanOrEqual(0);
});

it('needs more images than k on both sides', async () => {
  const [few, many] = [sampleOf(normals(26, 7, 2), 'r'), sampleOf(normals(27, 40, 2), 'g')];
  const run = (real: FeatureSample, generated: FeatureSample) =>
    compute(precisionRecall, real, generated, { k: 7 });
  await expect(run(few, many)).rejects.toThrow(InsufficientSamplesError);
  await expect(run(few, many)).rejects.toThrow(/real side has 7 .* at least 8/);
  await expect(run(many, few)).rejects.toThrow(/generated side has 7 .* at least 8/);
  const values = await compute(precisionRecall, few, many, { k: 6 });
  expect(defined(values, 'precision').replicates).toEqual({
    reason: expect.stringMatching(/^7 images cannot be dealt into 20 groups$/) as string,
  });
});

it('has no interval where half a side has too few neighbours', async () => {
  const [real, generated] = [sampleOf(normals(26, 45, 2), 'r'), sampleOf(normals(27, 60, 2), 'g')];
  const values = await compute(precisionRecall, real, generated, { k: 20 });
  expect(defined(values, 'recall').replicates).toEqual({
    reason: expect.stringMatching(/half of a side is 20 images, too few for neighbour number 20/) as string,
  });
});

it.each([0, 1.5, '3', NaN])('refuses k = %s', async (k) => {
  const run = compute(precisionRecall, sampleOf(normals(28, 9, 2)), sampleOf(normals(29, 9, 2)), { k });
  await expect(run).rejects.toThrow(UsageError);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InsufficientSamplesError } from '../../src/errors.js';
import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { jackknifeGroups } from '../../src/math/jackknife-groups.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { inceptionScore } from '../../src/metrics/inception-score.js';
import type { DefinedValue } from '../../src/metrics/definition.js';
import golden from '../../fixtures/golden/metrics/scores.json' with { type: 'json' };
import { uniformFeatures } from '../../fixtures/golden/metrics/uniform-features.js';
import { defined, normals, sampleOf, tools } from './samples.js';

const ID = 'inception-score';

async function score(
  features: FeatureMatrix,
  options: Readonly<Record<string, unknown>> = {},
): Promise<DefinedValue> {
  return defined(await inceptionScore.compute([sampleOf(features)], options, tools), ID);
}

/** Logits that make the image sure of a class, or of none where the class is undefined. */
function sure(classes: readonly (number | undefined)[], width: number): FeatureMatrix {
  const data = new Float32Array(classes.length * width);
  classes.forEach((c, row) => {
    if (c !== undefined) data[row * width + c] = 1000;
  });
  return { rows: classes.length, columns: width, data };
}

/** The definition, image by image, of the images of the one split that are kept. */
function naive({ columns, data }: FeatureMatrix, rows: readonly number[]): number {
  const probabilities = rows.map((row) => {
    const exponentials = Array.from(data.subarray(row * columns, (row + 1) * columns), Math.exp);
    const sum = exponentials.reduce((a, b) => a + b, 0);
    return exponentials.map((value) => value / sum);
  });
  const marginal = Array.from(
    { length: columns },
    (_, c) => probabilities.reduce((sum, p) => sum + p[c]!, 0) / rows.length,
  );
  const divergence = probabilities.map((p) =>
    p.reduce((sum, value, c) => sum + value * Math.log(value / marginal[c]!), 0),
  );
  return Math.exp(divergence.reduce((a, b) => a + b, 0) / rows.length);
}

describe('Inception Score against torch-fidelity', () => {
  it.each(golden.inception)('$count x $width, $options', async ({ options, mean, std, ...features }) => {
    const { value, details } = await score(uniformFeatures(features, 0.5), options);
    expect(Math.abs(value - mean) / mean).toBeLessThan(1e-12);
    expect(Math.abs(details.splitStd! - std)).toBeLessThan(1e-12 * mean);
  });
});

it('is the number of classes that images are sure of, and 1 if they are sure of one, or of none', async () => {
  const cycle = Array.from({ length: 60 }, (_, i) => i % 6);
  expect((await score(sure(cycle, 8), { shuffle: false })).value).toBeCloseTo(6, 12);
  expect((await score(sure(new Array<number>(60).fill(3), 8))).value).toBe(1);
  expect((await score(sure(new Array<undefined>(60).fill(undefined), 8))).value).toBe(1);
});

it('has as replicates the values of the images that are left in their splits', async () => {
  const features = normals(71, 130, 5);
  const { replicates } = await score(features, { splits: 3, seed: 9 });
  const order = Array.from(new Mt19937(9).permutation(130));
  const splits = [order.slice(0, 43), order.slice(43, 86), order.slice(86)];
  const groupOf = jackknifeGroups(sampleOf(features).ids, 20);
  Array.from(replicates as Float64Array).forEach((replicate, group) => {
    const scores = splits.map((rows) =>
      naive(
        features,
        rows.filter((row) => groupOf[row] !== group),
      ),
    );
    expect(replicate).toBeCloseTo((scores[0]! + scores[1]! + scores[2]!) / 3, 12);
  });
});

it('does not change if the same amount is added to all logits of an image', async () => {
  // Multiples of 2^-10 stay exact in float32.
  const data = normals(72, 50, 4, 0, 3).data.map((logit) => Math.round(logit * 1024) / 1024);
  const features = { rows: 50, columns: 4, data };
  const { value } = await score(features);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 50, maxLength: 50 }),
      async (added) => {
        const moved = data.map((logit, i) => logit + added[Math.floor(i / 4)]!);
        expect((await score({ ...features, data: moved })).value).toBeCloseTo(value, 12);
      },
    ),
    { numRuns: 20 },
  );
});

it('is not defined for fewer images than splits', async () => {
  await expect(score(normals(73, 12, 4), { splits: 13 })).rejects.toThrow(InsufficientSamplesError);
  await expect(score(normals(73, 12, 4), { splits: 13 })).rejects.toThrow(/13 splits.*there are 12/);
});

it('has no interval if a split would be left without images', async () => {
  const { replicates } = await score(normals(74, 12, 4), { splits: 12 });
  expect(replicates).toMatchObject({ reason: expect.stringContaining('splits') as string });
});

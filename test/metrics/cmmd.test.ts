import { describe, expect, it } from 'vitest';
import golden from '../../fixtures/golden/metrics/kernels.json' with { type: 'json' };
import { kernelFeatures } from '../../fixtures/golden/metrics/kernel-features.js';
import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { jackknifeGroups } from '../../src/math/jackknife-groups.js';
import { cmmd } from '../../src/metrics/cmmd.js';
import type { DefinedValue } from '../../src/metrics/definition.js';
import { innerProduct, naiveDiscrepancy, rowsOf, type Kernel } from './naive-discrepancy.js';
import { compute, defined, normals, sampleOf } from './samples.js';

async function cmmdOf(
  real: FeatureMatrix,
  generated: FeatureMatrix,
  options: Readonly<Record<string, unknown>> = {},
): Promise<DefinedValue> {
  return defined(
    await compute(cmmd, sampleOf(real, 'real'), sampleOf(generated, 'generated'), options),
    'cmmd',
  );
}

function unit(row: readonly number[]): number[] {
  const length = Math.sqrt(innerProduct(row, row));
  return row.map((value) => value / length);
}

describe.each(['biased', 'unbiased'] as const)('CMMD, %s', (estimator) => {
  it.each(golden.cmmd)(
    'equals numpy and torch-fidelity’s kernel on $real x $generated x $width, sigma $sigma',
    async ({ sigma, torchFidelity, ...recipe }) => {
      const { real, generated } = kernelFeatures(recipe);
      const { value } = await cmmdOf(real, generated, { sigma, estimator });
      const expected = recipe[estimator];
      expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);
      if (torchFidelity) expect(Math.abs(value / torchFidelity[estimator] - 1)).toBeLessThan(1e-9);
    },
  );

  it('and its replicates equal the definition, pair by pair, without each group on both sides', async () => {
    const [real, generated] = [normals(1, 33, 5, 0.4), normals(2, 46, 5)];
    const kernel: Kernel = (x, y) =>
      Math.exp(-x.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0) / 8);
    const { value, replicates, details } = await cmmdOf(real, generated, { sigma: 2, estimator });
    const [x, y] = [rowsOf(real).map(unit), rowsOf(generated).map(unit)];
    const unbiased = estimator === 'unbiased';
    expect(value / 1000).toBeCloseTo(naiveDiscrepancy(x, y, kernel, { unbiased }), 12);
    const { withinReal, withinGenerated, between } = details;
    expect(1000 * (withinReal! + withinGenerated! - 2 * between!)).toBeCloseTo(value, 10);
    expect(between).toBeCloseTo(
      x.flatMap((a) => y.map((b) => kernel(a, b))).reduce((s, k) => s + k / 33 / 46, 0),
    );
    const [xGroups, yGroups] = [sampleOf(real, 'real'), sampleOf(generated, 'generated')].map(({ ids }) =>
      jackknifeGroups(ids, 20),
    );
    expect(replicates).toHaveLength(20);
    (replicates as Float64Array).forEach((replicate, group) => {
      const expected = naiveDiscrepancy(
        x.filter((_, i) => xGroups![i] !== group),
        y.filter((_, i) => yGroups![i] !== group),
        kernel,
        { unbiased },
      );
      expect(replicate / 1000).toBeCloseTo(expected, 12);
    });
  });
});

it('does not depend on the length of the embeddings', async () => {
  const [real, generated] = [normals(3, 30, 8), normals(4, 30, 8, 0.3)];
  const longer = { ...real, data: real.data.map((value, i) => value * 2 ** ((i >> 3) % 5)) };
  const { value } = await cmmdOf(real, generated);
  expect((await cmmdOf(longer, generated)).value).toBeCloseTo(value, 12);
});

it('keeps its digits with a kernel so wide that all values are 1: then it is the distance of the means / sigma^2', async () => {
  const [real, generated] = [normals(5, 40, 6, 0.2), normals(6, 50, 6)];
  const mean = (features: FeatureMatrix): number[] =>
    rowsOf(features)
      .map(unit)
      .reduce(
        (sum, row) => sum.map((value, i) => value + row[i]! / features.rows),
        new Array<number>(6).fill(0),
      );
  const difference = mean(real).map((value, i) => value - mean(generated)[i]!);
  const sigma = 1e6;
  const { value } = await cmmdOf(real, generated, { sigma });
  const expected = (1000 * innerProduct(difference, difference)) / sigma ** 2;
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-10);
});

it('is undefined if an embedding is all zeros, naming the image and its side', async () => {
  const [real, generated] = [normals(7, 12, 3), normals(8, 12, 3)];
  generated.data.fill(0, 15, 18);
  const values = await compute(cmmd, sampleOf(real), sampleOf(generated, 'g'));
  expect(values.cmmd).toEqual({
    status: 'undefined',
    reason: expect.stringContaining('the embedding of g5 (generated) is all zeros') as string,
  });
});

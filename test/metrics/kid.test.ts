import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../../fixtures/golden/metrics/kernels.json' with { type: 'json' };
import { kernelFeatures } from '../../fixtures/golden/metrics/kernel-features.js';
import { InsufficientSamplesError, UsageError } from '../../src/errors.js';
import { jackknifeInterval } from '../../src/math/jackknife.js';
import { jackknifeGroups } from '../../src/math/jackknife-groups.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import type { DefinedValue } from '../../src/metrics/definition.js';
import { kid } from '../../src/metrics/kid.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { exactKid } from './exact-kid.js';
import { innerProduct, naiveDiscrepancy, rowsOf, type Kernel } from './naive-discrepancy.js';
import { compute, defined, normals, sampleOf } from './samples.js';

type Options = Readonly<Record<string, unknown>>;

async function kidOf(
  real: FeatureSample,
  generated: FeatureSample,
  options: Options = {},
): Promise<DefinedValue> {
  return defined(await compute(kid, real, generated, options), 'kid');
}

function samplesOf(features: ReturnType<typeof kernelFeatures>): [FeatureSample, FeatureSample] {
  return [sampleOf(features.real, 'real'), sampleOf(features.generated, 'generated')];
}

/** Options of a golden case, as far as it has them. */
function optionsOf(given: {
  readonly degree?: number;
  readonly gamma?: number;
  readonly coef0?: number;
}): Options {
  const { degree, gamma, coef0 } = given;
  return { ...(degree && { degree, gamma, coef0 }) };
}

const relative = (seen: number, expected: number): number => Math.abs(seen - expected) / Math.abs(expected);

/** What float32 peers are off by, of mean kernel values of about 1 to 30. */
const FLOAT32_ERROR = 1e-6;

describe('KID of all images', () => {
  it.each(golden.whole)(
    'equals numpy, and torchmetrics on $real x $generated x $width',
    async ({ numpy, torchmetrics, torchmetricsFloat32, ...recipe }) => {
      const { value } = await kidOf(...samplesOf(kernelFeatures(recipe)), optionsOf(recipe));
      const scale = Math.max(Math.abs(numpy), 1e-2);
      expect(Math.abs(value - numpy) / scale).toBeLessThan(1e-12);
      if (!torchmetrics) return;
      expect(Math.abs(value - torchmetrics) / scale).toBeLessThan(1e-12);
      expect(Math.abs(value - torchmetricsFloat32)).toBeLessThan(FLOAT32_ERROR);
    },
  );

  it('and its replicates equal the definition, pair by pair, without each group on both sides', async () => {
    const [real, generated] = [sampleOf(normals(1, 47, 6, 0.4), 'a'), sampleOf(normals(2, 31, 6), 'b')];
    const kernel: Kernel = (x, y) => (innerProduct(x, y) / 6 + 1) ** 3;
    const { value, replicates, details } = await kidOf(real, generated);
    const [x, y] = [rowsOf(real.features), rowsOf(generated.features)];
    expect(relative(value, naiveDiscrepancy(x, y, kernel, { unbiased: true }))).toBeLessThan(1e-12);
    expect(details.withinReal! + details.withinGenerated! - 2 * details.between!).toBeCloseTo(value, 12);
    expect(replicates).toHaveLength(20);
    const [xGroups, yGroups] = [jackknifeGroups(real.ids, 20), jackknifeGroups(generated.ids, 20)];
    (replicates as Float64Array).forEach((replicate, group) => {
      const expected = naiveDiscrepancy(
        x.filter((_, i) => xGroups[i] !== group),
        y.filter((_, i) => yGroups[i] !== group),
        kernel,
        { unbiased: true },
      );
      expect(relative(replicate, expected)).toBeLessThan(1e-11);
    });
  });

  it('does not care which side is which', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 40 }), fc.integer({ min: 3, max: 40 }), async (n, m) => {
        const [a, b] = [sampleOf(normals(n, n, 3, 0.5), 'a'), sampleOf(normals(m + 50, m, 3), 'b')];
        const [there, back] = [await kidOf(a, b), await kidOf(b, a)];
        expect(back.value).toBeCloseTo(there.value, 10);
        (there.replicates as Float64Array).forEach((replicate, group) => {
          expect((back.replicates as Float64Array)[group]).toBeCloseTo(replicate, 10);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('is unbiased, with a 95% interval that covers the true value', async () => {
    const exact = exactKid(8, 0.6);
    const runs = 300;
    let sum = 0;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const [real, generated] = [normals(2 * run, 60, 8), normals(2 * run + 1, 90, 8, 0.6)];
      const { value, replicates } = await kidOf(sampleOf(real, 'a'), sampleOf(generated, 'b'));
      const { low, high } = jackknifeInterval(value, replicates as Float64Array, { correctBias: false });
      if (low <= exact && exact <= high) covered++;
      sum += value / runs;
    }
    expect(Math.abs(sum / exact - 1)).toBeLessThan(0.02);
    expect(covered / runs).toBeGreaterThan(0.9);
    expect(covered / runs).toBeLessThan(0.99);
  });

  it('is 0 for images that are all the same, and has no interval for two a side', async () => {
    const same = { rows: 2, columns: 3, data: new Float32Array(6).fill(0.7) };
    const { value, replicates } = await kidOf(sampleOf(same, 'a'), sampleOf(same, 'b'));
    expect(value).toBeCloseTo(0, 12);
    expect(replicates).toEqual({ reason: expect.stringContaining('too few images') as string });
  });

  it.each(['whole', 'subsets'])('is undefined, not NaN, if the kernel overflows (%s)', async (estimator) => {
    const huge = sampleOf(normals(1, 30, 3, 0, 1e37));
    const { kid: value } = await compute(kid, huge, huge, { estimator, degree: 20 });
    expect(value).toEqual({ status: 'undefined', reason: expect.stringContaining('lower degree') as string });
  });
});

describe('KID of subsets', () => {
  it.each(golden.subsets)(
    'equals torch-fidelity and clean-fid: $subsets x $subsetSize of $real x $generated x $width',
    async ({ torchFidelity, torchFidelityFloat32, cleanFid, cleanFidFloat32, ...recipe }) => {
      const { subsets, subsetSize, seed } = recipe;
      const options = { estimator: 'subsets', subsets, subsetSize, seed, ...optionsOf(recipe) };
      const [real, generated] = samplesOf(kernelFeatures(recipe));
      const { value, details } = await kidOf(real, generated, options);
      expect(relative(value, torchFidelity.value)).toBeLessThan(1e-9);
      expect(relative(details.subsetStd!, torchFidelity.std)).toBeLessThan(1e-9);
      expect(Math.abs(value - torchFidelityFloat32.value)).toBeLessThan(FLOAT32_ERROR);
      if (!cleanFid) return;
      // clean-fid draws from its second argument first, the generated set here; its rng is numpy's global one.
      expect(relative(value, cleanFid)).toBeLessThan(1e-9);
      expect(Math.abs(value - cleanFidFloat32)).toBeLessThan(FLOAT32_ERROR);
    },
  );

  it('has replicates over what the same subsets have left without a group', async () => {
    const [real, generated] = [sampleOf(normals(3, 50, 4, 0.4), 'a'), sampleOf(normals(4, 45, 4), 'b')];
    const options = { estimator: 'subsets', subsets: 3, subsetSize: 30, seed: 9 };
    const { replicates } = await kidOf(real, generated, options);
    const kernel: Kernel = (x, y) => (innerProduct(x, y) / 4 + 1) ** 3;
    const random = new Mt19937(9);
    const expected = new Float64Array(20);
    for (let subset = 0; subset < 3; subset++) {
      const [y, x] = [generated, real].map(({ ids, features }) => {
        const [all, groups] = [rowsOf(features), jackknifeGroups(ids, 20)];
        return Array.from(random.choiceWithoutReplacement(ids.length, 30), (row) => ({
          row: all[row]!,
          group: groups[row]!,
        }));
      });
      for (let group = 0; group < 20; group++) {
        const without = (side: typeof x) => side!.filter((it) => it.group !== group).map(({ row }) => row);
        expected[group]! += naiveDiscrepancy(without(x), without(y), kernel, { unbiased: true }) / 3;
      }
    }
    (replicates as Float64Array).forEach((replicate, group) => {
      expect(relative(replicate, expected[group]!)).toBeLessThan(1e-11);
    });
  });

  it('of all images is the whole estimate, replicates included', async () => {
    const [real, generated] = [sampleOf(normals(5, 44, 5), 'a'), sampleOf(normals(6, 44, 5, 0.2), 'b')];
    const whole = await kidOf(real, generated);
    const subsets = await kidOf(real, generated, { estimator: 'subsets', subsets: 2, subsetSize: 44 });
    expect(subsets.value).toBeCloseTo(whole.value, 12);
    expect(subsets.details.subsetStd).toBeCloseTo(0, 12);
    (whole.replicates as Float64Array).forEach((replicate, group) => {
      expect((subsets.replicates as Float64Array)[group]).toBeCloseTo(replicate, 12);
    });
  });

  it('shrinks to the smaller side with a warning, unless a size was asked for', async () => {
    const [real, generated] = [sampleOf(normals(7, 30, 2), 'a'), sampleOf(normals(8, 25, 2), 'b')];
    const { warnings, details } = await kidOf(real, generated, { estimator: 'subsets' });
    expect(details).toMatchObject({ subsets: 100, subsetSize: 25 });
    expect(warnings).toEqual([expect.stringMatching(/25 images instead of the published 1,000/)]);
    const options = { estimator: 'subsets', subsetSize: 26 };
    await expect(compute(kid, real, generated, options)).rejects.toThrow(InsufficientSamplesError);
    await expect(compute(kid, real, generated, options)).rejects.toThrow(/subsets of 26.*a side has 25/);
  });

  it('has no interval, and says so, if a subset has too few images without a group', async () => {
    const [real, generated] = [sampleOf(normals(7, 30, 2), 'a'), sampleOf(normals(8, 25, 2), 'b')];
    const { replicates } = await kidOf(real, generated, { estimator: 'subsets', subsetSize: 2 });
    expect(replicates).toEqual({ reason: expect.stringContaining('too few images') as string });
  });
});

it.each([
  { subsetSize: 10 },
  { subsets: 7 },
  { seed: 1 },
  { estimator: 'subsets', subsetSize: 1 },
  { estimator: 'subsets', seed: -1 },
  { degree: 2.5 },
  { gamma: 0 },
  { estimator: 'half' },
])('refuses the options %j', async (options) => {
  const sample = sampleOf(normals(1, 30, 2));
  await expect(compute(kid, sample, sample, options)).rejects.toThrow(UsageError);
});

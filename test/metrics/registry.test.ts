import { describe, expect, it } from 'vitest';
import { InputError, InsufficientSamplesError, UsageError } from '../../src/errors.js';
import { selectRows } from '../../src/math/feature-matrix.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import type { MetricValues } from '../../src/metrics/definition.js';
import { metrics } from '../../src/metrics/registry.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { compute, defined, normals, sampleOf, tools } from './samples.js';

const WIDTH = 8;
const COUNT = 400;

const real = sampleOf(normals(1, COUNT, WIDTH, 1), 'real');
const generated = sampleOf(normals(2, COUNT, WIDTH, 1.3), 'generated');

/** The same images in another order. */
function permuted({ ids, features, strata }: FeatureSample): FeatureSample {
  const order = new Mt19937(3).permutation(ids.length);
  const pick = <T>(values: readonly T[]): T[] => Array.from(order, (i) => values[i]!);
  return {
    kind: 'features',
    ids: pick(ids),
    features: selectRows(features, order),
    strata: strata && pick(strata),
  };
}

function first(sample: FeatureSample, count: number): FeatureSample {
  const rows = Array.from({ length: count }, (_, i) => i);
  const { ids, features, strata } = sample;
  return {
    kind: 'features',
    ids: ids.slice(0, count),
    features: selectRows(features, rows),
    strata: strata?.slice(0, count),
  };
}

it('has no two metrics or scores of one name', () => {
  for (const names of [
    metrics.map(({ id }) => id),
    metrics.flatMap(({ scores }) => scores.map(({ id }) => id)),
  ]) {
    expect(new Set(names).size).toBe(names.length);
  }
});

/** The contract that every metric of the registry keeps. */
describe.each(metrics.map((metric) => [metric.id, metric] as const))('%s', (_, metric) => {
  const values = (a: FeatureSample, b: FeatureSample): Promise<MetricValues> => compute(metric, a, b);

  it('says what it is', () => {
    expect(metric.id).toMatch(/^[a-z][a-z0-9-]*$/);
    for (const { title, summary } of [metric, ...metric.scores]) {
      expect(title).not.toBe('');
      expect(summary).toMatch(/\.$/);
    }
    expect(metric.source).not.toBe('');
    expect(metric.minimumSamples).toBeGreaterThanOrEqual(1);
    expect(metric.recommendedSamples).toBeGreaterThan(metric.minimumSamples);
  });

  it('gives every score that it announces, within its range and with an interval round its estimate', async () => {
    const result = await values(real, generated);
    expect(Object.keys(result).sort()).toEqual(metric.scores.map(({ id }) => id).sort());
    for (const { id, range } of metric.scores) {
      const { value, replicates } = defined(result, id);
      expect(value).toBeGreaterThanOrEqual(range[0]);
      expect(value).toBeLessThanOrEqual(range[1]);
      expect(replicates).toBeInstanceOf(Float64Array);
      expect(Array.from(replicates as Float64Array).every(Number.isFinite)).toBe(true);
    }
  });

  it('gives what it promises for a set and itself', async () => {
    const result = await values(real, real);
    for (const { id, ofItself } of metric.scores) {
      if (ofItself !== undefined) expect(defined(result, id).value).toBeCloseTo(ofItself, 6);
    }
  });

  it('gives the same bits each time', async () => {
    // Copies: what is kept of a sample must not answer for the second time.
    const copy = (sample: FeatureSample) => ({ ...sample, features: { ...sample.features } });
    expect(await values(copy(real), copy(generated))).toEqual(await values(real, generated));
  });

  it('takes no replicates if no intervals are wanted, and gives the same values', async () => {
    const bare = await compute(metric, real, generated, {}, { ...tools, intervals: false });
    const full = await values(real, generated);
    for (const { id } of metric.scores) {
      expect(defined(bare, id).replicates).toEqual({ reason: 'no interval was asked for' });
      expect(defined(bare, id).value).toBe(defined(full, id).value);
    }
  });

  it('has an options schema with defaults, and refuses options that it does not have', async () => {
    expect(metric.options.safeParse({}).success).toBe(true);
    await expect(compute(metric, real, generated, { wrong: 1 })).rejects.toThrow(UsageError);
  });

  it('is not defined below its minimum of samples', async () => {
    const few = first(generated, metric.minimumSamples - 1);
    await expect(values(first(real, metric.minimumSamples - 1), few)).rejects.toThrow(
      InsufficientSamplesError,
    );
    await expect(values(real, few)).rejects.toThrow(InsufficientSamplesError);
  });

  it.each([NaN, Infinity])('refuses %s, naming the image', async (bad) => {
    const data = Float32Array.from(generated.features.data, (value, i) =>
      i === 3 * WIDTH + 2 ? bad : value,
    );
    const broken = { ...generated, features: { ...generated.features, data } };
    await expect(values(real, broken)).rejects.toThrow(InputError);
    await expect(values(real, broken)).rejects.toThrow(
      /generated3 \(generated\) have (NaN|Infinity) at column 2/,
    );
  });

  it.skipIf(metric.takes === 'generated' || metric.takes === 'path')(
    'refuses sides of other widths',
    async () => {
      await expect(values(real, sampleOf(normals(4, COUNT, WIDTH + 1)))).rejects.toThrow(/width 8.*width 9/s);
    },
  );

  it.skipIf(metric.shuffles)('does not depend on the order of the images', async () => {
    const given = await values(real, generated);
    const other = await values(permuted(real), permuted(generated));
    for (const { id } of metric.scores) {
      const [a, b] = [defined(given, id), defined(other, id)];
      expect(b.value).toBeCloseTo(a.value, 8);
      Array.from(a.replicates as Float64Array).forEach((replicate, g) => {
        expect((b.replicates as Float64Array)[g]).toBeCloseTo(replicate, 8);
      });
    }
  });
});

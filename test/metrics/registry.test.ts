import { describe, expect, it } from 'vitest';
import { InsufficientSamplesError } from '../../src/errors.js';
import type { GaussianStatistics } from '../../src/math/gaussian-statistics.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { metrics } from '../../src/metrics/registry.js';

const WIDTH = 8;

/** Statistics of n normal vectors, moved by `shift` and stretched by `scale`. */
function sample(seed: number, n: number, shift = 0, scale = 1): GaussianStatistics {
  const accumulator = new StatisticsAccumulator(WIDTH);
  accumulator.add(Float32Array.from(new Mt19937(seed).normals(n * WIDTH), (value) => value * scale + shift));
  return accumulator.finish();
}

const withCount = (statistics: GaussianStatistics, count: number | null): GaussianStatistics => ({
  ...statistics,
  count,
});

/** The contract that every metric of the registry keeps. */
describe.each(metrics.map((metric) => [metric.id, metric] as const))('%s', (_, metric) => {
  const real = sample(1, 500);

  it('says what it is', () => {
    expect(metric.title).not.toBe('');
    expect(metric.summary).toMatch(/\.$/);
    expect(metric.source).not.toBe('');
    expect(metric.minimumSamples).toBeLessThan(metric.recommendedSamples);
  });

  it('gives the best value of its range for a set and itself', () => {
    const [low, high] = metric.range;
    expect(metric.compute(real, real).value).toBeCloseTo(metric.direction === 'lower' ? low : high, 9);
  });

  it('gives the same value each time, within its range', () => {
    const value = () => metric.compute(real, sample(2, 500, 0.5)).value;
    expect(value()).toBe(value());
    expect(value()).toBeGreaterThanOrEqual(metric.range[0]);
    expect(value()).toBeLessThanOrEqual(metric.range[1]);
  });

  it('scores a worse set worse: moved, collapsed, spread', () => {
    const badness = (other: GaussianStatistics) =>
      metric.compute(real, other).value * (metric.direction === 'lower' ? 1 : -1);
    const good = badness(sample(2, 500));
    expect(badness(sample(2, 500, 0.5))).toBeGreaterThan(good);
    expect(badness(sample(2, 500, 1))).toBeGreaterThan(badness(sample(2, 500, 0.5)));
    expect(badness(sample(2, 500, 0, 0.3))).toBeGreaterThan(good);
    expect(badness(sample(2, 500, 0, 3))).toBeGreaterThan(good);
  });

  it('is not defined below its minimum of samples', () => {
    expect(() => metric.compute(real, withCount(real, metric.minimumSamples - 1))).toThrow(
      InsufficientSamplesError,
    );
    expect(() => metric.compute(withCount(real, metric.minimumSamples - 1), real)).toThrow(
      /The real side has/,
    );
  });

  it('refuses values that are not numbers', () => {
    const mean = Float64Array.from(real.mean, (value, i) => (i === 3 ? NaN : value));
    expect(() => metric.compute(real, { ...real, mean })).toThrow(/NaN|finite/);
  });

  it('warns of small samples, and only of them', () => {
    const warnings = (count: number | null) =>
      metric.compute(withCount(real, count), withCount(real, count)).warnings;
    expect(warnings(WIDTH)).toEqual([
      expect.stringMatching(/^8 images for 8 features: the covariance is singular/),
    ]);
    expect(warnings(9_999)).toEqual([expect.stringMatching(/^9,999 images: below 10,000/)]);
    expect(warnings(10_000)).toEqual([]);
    expect(warnings(null)).toEqual([]);
  });
});

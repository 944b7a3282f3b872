import { describe, expect, it } from 'vitest';
import { InputError, InsufficientSamplesError } from '../../src/errors.js';
import type { GaussianStatistics } from '../../src/math/gaussian-statistics.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { seededFeatures } from '../../fixtures/golden/math/seeded-features.js';

const WIDTH = 37;
const COUNT = 333;
const features = seededFeatures(COUNT, WIDTH, 7, 10);

function gather(values: Float32Array, width: number, batchRows = COUNT): StatisticsAccumulator {
  const accumulator = new StatisticsAccumulator(width);
  for (let from = 0; from < values.length; from += batchRows * width) {
    accumulator.add(values.subarray(from, from + batchRows * width));
  }
  return accumulator;
}

/** Two passes, no blocks, no symmetry. */
function naive(values: Float32Array, width: number): GaussianStatistics {
  const count = values.length / width;
  const mean = new Float64Array(width);
  values.forEach((value, at) => (mean[at % width]! += value / count));
  const data = new Float64Array(width * width);
  for (let row = 0; row < count; row++) {
    for (let at = 0; at < data.length; at++) {
      const i = Math.floor(at / width);
      const j = at % width;
      data[at]! +=
        ((values[row * width + i]! - mean[i]!) * (values[row * width + j]! - mean[j]!)) / (count - 1);
    }
  }
  return { count, mean, covariance: { rows: width, columns: width, data } };
}

function expectEqual(actual: GaussianStatistics, expected: GaussianStatistics, tolerance: number): void {
  expect(actual.count).toBe(expected.count);
  expect(relativeError(actual.mean, expected.mean)).toBeLessThanOrEqual(tolerance);
  expect(relativeError(actual.covariance.data, expected.covariance.data)).toBeLessThanOrEqual(tolerance);
}

function relativeError(actual: Float64Array, expected: Float64Array): number {
  expect(actual.length).toBe(expected.length);
  const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return expected.reduce((max, value, i) => Math.max(max, Math.abs(value - actual[i]!)), 0) / scale;
}

describe('StatisticsAccumulator', () => {
  it('gives the mean and the covariance over count - 1', () => {
    const { count, mean, covariance } = gather(Float32Array.of(1, 2, 3, 6, 5, 4), 2).finish();
    expect(count).toBe(3);
    expect([...mean]).toEqual([3, 4]);
    expect([...covariance.data]).toEqual([4, 2, 2, 4]);
  });

  it.each([2, 63, 64, 65, 128, 333])('equals the two-pass form for %d rows', (rows) => {
    const values = features.subarray(0, rows * WIDTH);
    expectEqual(gather(values, WIDTH).finish(), naive(values, WIDTH), 1e-13);
  });

  it.each([1, 2, 7, 63, 64, 65, 100])('gives the same bits in batches of %d rows as in one', (batchRows) => {
    expect(gather(features, WIDTH, batchRows).finish()).toEqual(gather(features, WIDTH).finish());
  });

  it('can go on after finish, and be finished again, without a trace of it', () => {
    const accumulator = new StatisticsAccumulator(WIDTH);
    accumulator.add(features.subarray(0, 70 * WIDTH));
    const early = accumulator.finish();
    expect(accumulator.finish()).toEqual(early);
    accumulator.add(features.subarray(70 * WIDTH));
    expect(accumulator.finish()).toEqual(gather(features, WIDTH).finish());
  });

  it.each([0, 1, 64, 100, 332, 333])('merges parts, split after %d rows, to 1e-12', (split) => {
    const left = gather(features.subarray(0, split * WIDTH), WIDTH);
    const right = gather(features.subarray(split * WIDTH), WIDTH);
    const rightAlone = right.count < 2 ? undefined : right.finish();
    left.merge(right);
    expectEqual(left.finish(), gather(features, WIDTH).finish(), 1e-12);
    if (rightAlone) expect(right.finish()).toEqual(rightAlone);
  });

  it('merges with itself', () => {
    const accumulator = gather(features, WIDTH);
    accumulator.merge(accumulator);
    const twice = new Float32Array(2 * features.length);
    twice.set(features);
    twice.set(features, features.length);
    expectEqual(accumulator.finish(), naive(twice, WIDTH), 1e-12);
  });

  it('keeps its digits far from the origin', () => {
    // Sums of squares less the square of the sum would be off by 1e-5 here.
    const offset = 2 ** 20;
    const values = new Mt19937(1).integers(0, 16, COUNT * 4);
    const near = gather(Float32Array.from(values), 4).finish();
    const far = gather(
      Float32Array.from(values, (value) => value + offset),
      4,
    ).finish();
    expect(relativeError(far.covariance.data, near.covariance.data)).toBeLessThan(1e-11);
  });

  it('gives a constant column a variance of exactly 0', () => {
    const values = features.map((value, at) => (at % WIDTH === 3 ? Math.fround(0.1) : value));
    const { covariance } = gather(values, WIDTH).finish();
    for (let i = 0; i < WIDTH; i++) expect(Math.abs(covariance.data[3 * WIDTH + i]!)).toBe(0);
  });

  it('is exactly symmetric', () => {
    const { data } = gather(features, WIDTH).finish().covariance;
    for (let i = 0; i < WIDTH; i++) {
      for (let j = 0; j < i; j++) expect(data[i * WIDTH + j]).toBe(data[j * WIDTH + i]);
    }
  });

  it.each([Number.NaN, Infinity, -Infinity])(
    'names the row and column of %d, and adds nothing of its batch',
    (bad) => {
      const accumulator = new StatisticsAccumulator(3);
      accumulator.add(new Float32Array(6));
      const batch = Float32Array.of(1, 2, 3, 4, bad, 6);
      expect(() => {
        accumulator.add(batch);
      }).toThrow(InputError);
      expect(() => {
        accumulator.add(batch);
      }).toThrow(`row 3 have ${bad} at column 1`);
      expect(() => {
        accumulator.add(batch, (row) => `image-${row}.png`);
      }).toThrow('image-1.png');
      expect(accumulator.count).toBe(2);
    },
  );

  it('refuses a batch of another width', () => {
    expect(() => {
      new StatisticsAccumulator(3).add(new Float32Array(4));
    }).toThrow(InputError);
    expect(() => {
      new StatisticsAccumulator(3).merge(new StatisticsAccumulator(4));
    }).toThrow(/width 4 .* width 3/);
  });

  it('needs two rows', () => {
    const accumulator = new StatisticsAccumulator(2);
    expect(() => accumulator.finish()).toThrow(InsufficientSamplesError);
    accumulator.add(new Float32Array(2));
    expect(() => accumulator.finish()).toThrow('got 1');
  });
});

import { describe, expect, it } from 'vitest';
import { InputError, InsufficientSamplesError } from '../../src/errors.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import {
  mergePartials,
  statisticsOfPartial,
  type PartialStatistics,
} from '../../src/math/partial-statistics.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { seededFeatures } from '../../fixtures/golden/math/seeded-features.js';

const WIDTH = 23;
const COUNT = 700;
// Activations lie far from 0 in units of their spread, which is where sums of squares lose digits.
const features = seededFeatures(COUNT, WIDTH, 11, 3).map((value) => value + 40);

function partial(from: number, to: number): PartialStatistics {
  const accumulator = new StatisticsAccumulator(WIDTH);
  accumulator.add(features.subarray(from * WIDTH, to * WIDTH));
  return accumulator.partial();
}

function pairwise(parts: readonly PartialStatistics[]): PartialStatistics {
  if (parts.length === 1) return parts[0]!;
  const middle = parts.length >> 1;
  return mergePartials(pairwise(parts.slice(0, middle)), pairwise(parts.slice(middle)));
}

function largestError(actual: Float64Array, expected: Float64Array): number {
  const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return actual.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i]!)), 0) / scale;
}

const all = new StatisticsAccumulator(WIDTH);
all.add(features);
const whole = all.finish();

function expectWhole(parts: readonly PartialStatistics[]): void {
  const { count, mean, covariance } = statisticsOfPartial(pairwise(parts));
  expect(count).toBe(COUNT);
  expect(largestError(mean, whole.mean)).toBeLessThan(1e-12);
  expect(largestError(covariance.data, whole.covariance.data)).toBeLessThan(1e-12);
}

describe('mergePartials', () => {
  it('gives the statistics of the whole, whatever the split and the order', () => {
    const random = new Mt19937(5);
    for (let round = 0; round < 60; round++) {
      const cuts = Array.from({ length: random.integer(0, 24) }, () => random.integer(0, COUNT + 1));
      const bounds = [0, ...cuts.sort((a, b) => a - b), COUNT];
      const parts = bounds.slice(1).map((to, i) => partial(bounds[i]!, to));
      expectWhole(parts);
      expectWhole([...random.permutation(parts.length)].map((i) => parts[i]!));
    }
  });

  it('takes parts of a single sample', () => {
    expectWhole(Array.from({ length: COUNT }, (_, i) => partial(i, i + 1)));
  });

  it('is exact where one part is empty', () => {
    const some = partial(0, 130);
    const none = partial(0, 0);
    expect(mergePartials(some, none)).toEqual(some);
    expect(mergePartials(none, some)).toEqual(some);
    expect(mergePartials(none, none)).toMatchObject({ count: 0, mean: new Float64Array(WIDTH) });
  });

  it('gives of one part, to the last bit, what the accumulator gives', () => {
    expect(statisticsOfPartial(all.partial())).toEqual(whole);
  });

  it('refuses parts of different widths, and fewer than two samples', () => {
    const narrow = new StatisticsAccumulator(2);
    narrow.add(Float32Array.of(1, 2));
    expect(() => mergePartials(partial(0, 3), narrow.partial())).toThrow(InputError);
    expect(() => statisticsOfPartial(narrow.partial())).toThrow(InsufficientSamplesError);
  });
});

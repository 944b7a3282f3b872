import { expect } from 'vitest';
import { replicatesFromHalves } from '../../src/math/balanced-halves.js';
import type { DefinedValue } from '../../src/metrics/definition.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { halfSamples } from './without-group.js';

/** Holds replicates to the score of each half computed anew; sets of fewer than 20 images have none. */
export function expectReplicates(
  replicates: DefinedValue['replicates'],
  value: number,
  samples: readonly [FeatureSample, FeatureSample],
  naive: (real: FeatureSample, generated: FeatureSample) => number,
): void {
  if (samples.some(({ ids }) => ids.length < 20)) {
    expect(replicates).toEqual({ reason: expect.stringMatching(/cannot be dealt into 20 groups/) as string });
    return;
  }
  const halves = Float64Array.from(halfSamples(samples), ([a, b]) => naive(a, b));
  const expected = replicatesFromHalves(value, halves);
  expect(replicates).toBeInstanceOf(Float64Array);
  (replicates as Float64Array).forEach((replicate, group) => {
    expect(replicate).toBeCloseTo(expected[group]!, 13);
  });
}

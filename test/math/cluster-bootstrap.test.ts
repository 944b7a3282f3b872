import { describe, expect, it } from 'vitest';
import golden from '../../fixtures/golden/pose-scores/intervals.json' with { type: 'json' };
import { clusterBootstrap } from '../../src/math/cluster-bootstrap.js';
import { normalProbability } from '../../src/math/normal-probability.js';
import { percentileInterval } from '../../src/math/percentile-interval.js';
import { studentT975 } from '../../src/math/student-t.js';

function weightedSum(values: readonly number[], weights: Float64Array): number {
  return values.reduce((sum, value, i) => sum + value * weights[i]!, 0);
}

describe.each(golden.cases)('the bootstrap of $clusters clusters', (peer) => {
  const replicates = Float64Array.from(
    clusterBootstrap(peer.clusters, peer),
    (weights) => weightedSum(peer.above, weights) / weightedSum(peer.below, weights),
  );

  it('draws as numpy does', () => {
    expect(replicates).toHaveLength(peer.resamples);
    peer.first.forEach((replicate, b) => {
      expect(replicates[b]).toBeCloseTo(replicate, 14);
    });
  });

  it('has the interval of numpy and scipy', () => {
    const { low, high, standardError } = percentileInterval(replicates, peer.clusters);
    // The quantile of Student's t is known to six decimals.
    expect(low).toBeCloseTo(peer.low, 6);
    expect(high).toBeCloseTo(peer.high, 6);
    expect(standardError).toBeCloseTo(peer.standardError, 14);
  });
});

describe('clusterBootstrap', () => {
  it('draws as many as there are', () => {
    for (const weights of clusterBootstrap(7, { resamples: 20, seed: 3 })) {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(7);
    }
  });

  it.each([0, -1, 1.5])('refuses %s clusters', (clusters) => {
    expect(() => clusterBootstrap(clusters, { resamples: 1, seed: 0 }).next()).toThrow(RangeError);
  });
});

describe('percentileInterval', () => {
  it('is as wide as Student’s for the mean of few', () => {
    // Replicates of a mean are nearly normal: take normal quantiles for them.
    const standardError = 2;
    const shares = Array.from({ length: 20_001 }, (_, i) => (i + 0.5) / 20_001);
    const replicates = Float64Array.from(shares, (share) => standardError * normalQuantile(share));
    const { low, high } = percentileInterval(replicates, 12);
    const half = studentT975(11) * Math.sqrt(12 / 11) * standardError;
    expect(high).toBeCloseTo(half, 2);
    expect(low).toBeCloseTo(-half, 2);
  });

  it('does not leave the range of the replicates', () => {
    const { low, high } = percentileInterval(Float64Array.of(0.25, 0.5, 1), 2);
    expect([low, high]).toEqual([0.25, 1]);
  });

  it('refuses a single replicate', () => {
    expect(() => percentileInterval(Float64Array.of(1), 10)).toThrow(RangeError);
  });
});

/** By bisection. */
function normalQuantile(share: number): number {
  let [low, high] = [-8, 8];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

describe('distributions', () => {
  it.each(Object.entries(golden.t975))('Student’s t with %s degrees of freedom', (degrees, quantile) => {
    expect(studentT975(Number(degrees))).toBeCloseTo(quantile, 6);
  });

  it.each(Object.entries(golden.normal))('P(Z <= %s)', (z, probability) => {
    expect(Math.abs(normalProbability(Number(z)) - probability)).toBeLessThan(1e-15);
  });

  it('is 0 and 1 far out, and refuses NaN', () => {
    expect([normalProbability(-Infinity), normalProbability(40)]).toEqual([0, 1]);
    expect(() => normalProbability(NaN)).toThrow(RangeError);
  });
});

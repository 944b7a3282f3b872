import { describe, expect, it } from 'vitest';
import { frechetDistance } from '../../src/math/frechet-distance.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import golden from '../../fixtures/golden/math/frechet.json' with { type: 'json' };
import { seededFeatures } from '../../fixtures/golden/math/seeded-features.js';

/** The symmetric form in numpy takes roots of rounding errors where a covariance is singular. */
const SYMMETRIC_FORM_ERROR = 1e-7;

describe("frechetDistance against numpy's and scipy's routes", () => {
  it.each(golden.cases)('$name', ({ width, counts, seeds, decay, meanTerm, trace, traceSqrt, distance }) => {
    const [a, b] = counts.map((count, i) => {
      const accumulator = new StatisticsAccumulator(width);
      accumulator.add(seededFeatures(count, width, seeds[i]!, decay));
      return accumulator.finish();
    });
    const result = frechetDistance(a!, b!);
    expect(Math.abs(result.traceSqrt - traceSqrt.nuclearNorm) / trace).toBeLessThan(1e-12);
    expect(Math.abs(result.traceSqrt - traceSqrt.symmetricForm) / trace).toBeLessThan(SYMMETRIC_FORM_ERROR);
    expect(Math.abs(result.meanTerm - meanTerm) / meanTerm).toBeLessThan(1e-12);
    expect(Math.abs(result.distance - distance) / trace).toBeLessThan(2e-12);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trimmedMean } from '../../src/math/trimmed-mean.js';

it('keeps the outer one of two values that a percentile falls between', () => {
  const values = Float64Array.from({ length: 11 }, (_, i) => i);
  // Ranks 1.5 and 8.5 of 0 to 10.
  expect(trimmedMean(values, { lower: 15, upper: 85 })).toEqual({
    mean: 5,
    std: Math.sqrt(60 / 9),
    kept: 9,
  });
  expect(trimmedMean(values, { lower: 20, upper: 80 })).toMatchObject({ mean: 5, kept: 7 });
});

it('keeps all values that equal a percentile', () => {
  expect(trimmedMean(Float64Array.of(1, 1, 1, 2, 9), { lower: 50, upper: 75 })).toMatchObject({
    mean: 5 / 4,
    kept: 4,
  });
});

it('leaves nothing out from 0 to 100', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
      const { mean, kept } = trimmedMean(Float64Array.from(values).sort(), { lower: 0, upper: 100 });
      const expected = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(kept).toBe(values.length);
      expect(Math.abs(mean - expected)).toBeLessThanOrEqual(1e-12 * expected);
    }),
  );
});

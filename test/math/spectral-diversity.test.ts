import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spectralDiversity } from '../../src/math/spectral-diversity.js';

const orders = [0.1, 0.5, 1, 2, 50, 5000, Infinity];

const spectrum = fc
  .array(fc.double({ min: 1e-3, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
  .map((values) => {
    const total = values.reduce((sum, value) => sum + value, 0);
    return Float64Array.from(values, (value) => value / total);
  });

it.each(orders)('is the number of equal eigenvalues at order %d, whatever rounding made of zeros', (q) => {
  const values = Float64Array.from({ length: 40 }, (_, i) => (i < 7 ? 1 / 7 : i % 2 === 0 ? 1e-17 : -1e-17));
  expect(spectralDiversity(values, q)).toBeCloseTo(7, 10);
});

it('is 1 for one eigenvalue, and not below', () => {
  for (const q of orders) {
    const value = spectralDiversity(Float64Array.of(1 + 1e-15), q);
    expect(value).toBeGreaterThanOrEqual(1);
    expect(value).toBeCloseTo(1, 11);
  }
});

it('is the inverse of the sum of squares at order 2', () => {
  expect(spectralDiversity(Float64Array.of(0.5, 0.3, 0.2), 2)).toBeCloseTo(1 / 0.38, 12);
});

it('falls as the order grows, is continuous at 1, and stays between 1 and the number of eigenvalues', () => {
  fc.assert(
    fc.property(spectrum, (values) => {
      const found = orders.map((q) => spectralDiversity(values, q));
      found.forEach((value, i) => {
        expect(value).toBeLessThanOrEqual((found[i - 1] ?? values.length) * (1 + 1e-12));
        expect(value).toBeGreaterThanOrEqual(1);
      });
      expect(spectralDiversity(values, 1 + 1e-7)).toBeCloseTo(spectralDiversity(values, 1), 4);
    }),
  );
});

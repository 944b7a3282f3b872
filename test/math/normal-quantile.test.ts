import { describe, expect, it } from 'vitest';
import { normalProbability } from '../../src/math/normal-probability.js';
import { lowerNormalQuantile } from '../../src/math/normal-quantile.js';

describe('lowerNormalQuantile', () => {
  // NIST/SEMATECH e-Handbook and tables of the normal distribution.
  it.each([
    [0.5, 0],
    [0.25, -0.6744897501960817],
    [0.025, -1.959963984540054],
    [0.001, -3.090232306167813],
    [1e-6, -4.753424308822899],
  ])('is known at %d', (probability, z) => {
    expect(Math.abs(lowerNormalQuantile(probability) - z)).toBeLessThan(1e-9);
  });

  it('undoes the distribution function', () => {
    for (let z = -6; z <= 0; z += 0.01) {
      const tolerance = 4e-15 / Math.exp((-z * z) / 2);
      expect(Math.abs(lowerNormalQuantile(normalProbability(z)) - z)).toBeLessThan(tolerance);
    }
  });

  it.each([0, 1e-16, 0.51, Number.NaN])('refuses %d', (probability) => {
    expect(() => lowerNormalQuantile(probability)).toThrow(RangeError);
  });
});

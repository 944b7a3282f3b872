import { describe, expect, it } from 'vitest';
import { drawWithin } from '../../src/math/draw-within.js';
import { Mt19937 } from '../../src/math/mt19937.js';

describe('drawWithin', () => {
  it('gives the three recorded quantiles back, however skewed they are', () => {
    const spread = { middle: 2, low: 1.5, high: 5 };
    const random = new Mt19937(1);
    const draws = Array.from(random.normals(40_000), (normal) => drawWithin(spread, normal));
    const below = (limit: number) => draws.filter((draw) => draw < limit).length / draws.length;
    // Standard errors: 0.0008 and 0.0025.
    expect(Math.abs(below(1.5) - 0.025)).toBeLessThan(0.003);
    expect(Math.abs(below(2) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(below(5) - 0.975)).toBeLessThan(0.003);
  });

  it('is the normal distribution where the interval is symmetric', () => {
    expect(
      drawWithin({ middle: 1, low: 1 - 1.959963984540054, high: 1 + 1.959963984540054 }, -0.7),
    ).toBeCloseTo(0.3, 12);
  });

  it('stays where there is no width', () => {
    expect(drawWithin({ middle: 0, low: 0, high: 0 }, -3)).toBe(0);
  });
});

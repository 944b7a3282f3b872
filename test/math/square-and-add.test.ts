import { describe, expect, it } from 'vitest';
import { squareAndAdd } from '../../src/math/square-and-add.js';

describe('squareAndAdd', () => {
  it('adds the variances of independent numbers', () => {
    const numbers = [
      { estimate: 10, low: 7, high: 13 },
      { estimate: 20, low: 16, high: 24 },
    ];
    expect(squareAndAdd(([a, b]) => a! + b!, numbers)).toEqual({ estimate: 30, low: 25, high: 35 });
    expect(squareAndAdd(([a, b]) => a! - b!, numbers)).toEqual({ estimate: -10, low: -15, high: -5 });
    expect(squareAndAdd(([a]) => -2 * a!, numbers)).toEqual({ estimate: -20, low: -26, high: -14 });
  });

  it('gives the difference of two proportions the interval of Newcombe’s tenth method', () => {
    // Wilson's intervals of 56/70 and 48/80, and the difference's: R. Newcombe, Statistics in Medicine 17 (1998), table II.
    const first = { estimate: 0.8, low: 0.6918, high: 0.8766 };
    const second = { estimate: 0.6, low: 0.4904, high: 0.7006 };
    const { low, high } = squareAndAdd(([a, b]) => a! - b!, [first, second]);
    expect(low).toBeCloseTo(0.0524, 3);
    expect(high).toBeCloseTo(0.3339, 3);
  });

  it('is the number itself without others, and exact of exact numbers', () => {
    const number = { estimate: 3, low: 2, high: 7 };
    expect(squareAndAdd(([a]) => a!, [number])).toEqual(number);
    const exact = { estimate: 3, low: 3, high: 3 };
    expect(squareAndAdd(([a]) => a! ** 2, [exact])).toEqual({ estimate: 9, low: 9, high: 9 });
    expect(squareAndAdd(() => 5, [])).toEqual({ estimate: 5, low: 5, high: 5 });
  });
});

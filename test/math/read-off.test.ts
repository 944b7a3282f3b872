import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOff } from '../../src/math/read-off.js';

const path = (...points: readonly (readonly [number, number])[]) =>
  points.map(([at, value]) => ({ at, value }));

describe('readOff', () => {
  it('is linear between points and exact at them', () => {
    const line = path([1, 10], [3, 20]);
    expect(readOff(line, 1.5, Math.max)).toBe(12.5);
    expect(readOff(line, 1, Math.max)).toBe(10);
    expect(readOff(line, 3, Math.max)).toBe(20);
    expect(readOff(line.toReversed(), 1.5, Math.max)).toBe(12.5);
  });

  it('reads nothing beyond the ends', () => {
    expect(readOff(path([1, 10], [3, 20]), 0.99, Math.max)).toBeUndefined();
    expect(readOff(path([1, 10], [3, 20]), 3.01, Math.max)).toBeUndefined();
    expect(readOff([], 1, Math.max)).toBeUndefined();
  });

  it('takes the best where the line turns back, and where it stands still', () => {
    const turning = path([1, 0], [3, 4], [1, 10]);
    expect(readOff(turning, 2, Math.max)).toBe(7);
    expect(readOff(turning, 2, Math.min)).toBe(2);
    expect(readOff(path([2, 5], [2, 9], [2, 7]), 2, Math.min)).toBe(5);
  });

  it('finds every point of a line that was made of its own formula', () => {
    const numbers = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        numbers,
        numbers,
        fc.array(numbers, { minLength: 2, maxLength: 6 }),
        (slope, start, ats) => {
          const line = ats.map((at) => ({ at, value: start + slope * at }));
          const middle = (Math.min(...ats) + Math.max(...ats)) / 2;
          expect(readOff(line, middle, Math.max)).toBeCloseTo(start + slope * middle, 9);
        },
      ),
    );
  });
});

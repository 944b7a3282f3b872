import { expect, it } from 'vitest';
import { fitLine } from '../../src/math/fit-line.js';

it('finds a line again', () => {
  const x = [0.1, 0.2, 0.7, 1.1];
  const { intercept, slope } = fitLine(
    x,
    x.map((value) => 3 - 2 * value),
  );
  expect(intercept).toBeCloseTo(3, 12);
  expect(slope).toBeCloseTo(-2, 12);
});

it('leaves the least squares', () => {
  // By hand: means 2 and 3, products 3, squares 2.
  expect(fitLine([1, 2, 3], [2, 2, 5])).toEqual({ intercept: 0, slope: 1.5 });
});

it.each([
  { why: 'one place', x: [1, 1], y: [1, 2] },
  { why: 'nothing', x: [], y: [] },
  { why: 'a y too many', x: [1, 2], y: [1, 2, 3] },
])('refuses $why', ({ x, y }) => {
  expect(() => fitLine(x, y)).toThrow(RangeError);
});

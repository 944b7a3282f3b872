import { describe, expect, it } from 'vitest';
import { dot } from '../../src/math/dot.js';
import { roundToFloat32, roundToFloat64, type RoundedRows } from '../../src/math/rounded-rows.js';
import { euclideanPairs } from '../../src/math/vector-pairs.js';
import { normals } from '../metrics/samples.js';

type Rounded = RoundedRows<Float32Array | Float64Array>;

/** A product as badly rounded as one sum in a fixed order can be: every step to float32. */
function roughProduct(a: Rounded, i: number, b: Rounded, j: number, backwards: boolean): number {
  let sum = 0;
  for (let step = 0; step < a.columns; step++) {
    const k = backwards ? a.columns - 1 - step : step;
    sum = Math.fround(sum + Math.fround(a.data[i * a.columns + k]! * b.data[j * b.columns + k]!));
  }
  return sum;
}

function fineProduct(a: Rounded, i: number, b: Rounded, j: number): number {
  const { columns } = a;
  return dot(columns, Float64Array.from(a.data), i * columns, Float64Array.from(b.data), j * columns);
}

/** @returns the width of the bounds */
function expectWithin(
  a: Rounded,
  i: number,
  b: Rounded,
  j: number,
  product: number,
  distance: number,
): number {
  const margin = a.spread[i]! * b.spread[j]!;
  const least = a.low[i]! + b.low[j]! - 2 * product - margin;
  const most = a.high[i]! + b.high[j]! - 2 * product + margin;
  expect(distance).toBeGreaterThanOrEqual(least);
  expect(distance).toBeLessThanOrEqual(most);
  return most - least;
}

describe.each([
  ['of a few columns', 3, 0, 1],
  ['of many columns', 1024, 0, 1],
  ['with an offset that centring leaves in rounding', 64, 1e4, 1],
  ['near the smallest float32', 16, 0, 1e-40],
])('distances %s', (_, columns, shift, scale) => {
  const pairs = euclideanPairs(
    normals(1, 20, columns, shift, scale),
    normals(2, 20, columns, shift, scale * 1.5),
  );

  it('lie within the bounds of a product in float32, whose width is in proportion', () => {
    const [a, b] = [roundToFloat32(pairs.a), roundToFloat32(pairs.b)];
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 20; j++) {
        const distance = pairs.squaredDistance(i, j);
        const product = roughProduct(a, i, b, j, (i + j) % 2 === 0);
        const width = expectWithin(a, i, b, j, product, distance);
        if (scale === 1) expect(width).toBeLessThan((columns + 12) * 2 ** -21 * (a.high[i]! + b.high[j]!));
      }
    }
  });

  it('lie within the bounds of a product in float64', () => {
    const [a, b] = [roundToFloat64(pairs.a, 0, 20), roundToFloat64(pairs.b, 0, 20)];
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 20; j++) {
        expectWithin(a, i, b, j, fineProduct(a, i, b, j), pairs.squaredDistance(i, j));
      }
    }
  });
});

it('says nothing about vectors whose products may overflow', () => {
  const large = normals(3, 2, 4, 0, 1e25);
  const { spread } = roundToFloat32(euclideanPairs(large, large).a);
  expect(Array.from(spread)).toEqual([Infinity, Infinity]);
});

it('allows for a sum in which every step is rounded the same way', () => {
  const columns = 2 ** 14;
  const constant = (value: number) => ({
    rows: 1,
    columns,
    read: (_row: number, out: Float64Array) => out.fill(value),
  });
  // Partial sums from 2^13 on are multiples of 2^-10, and lose the rest of each term.
  const excess = 0.4 * 2 ** -10;
  const [a, b] = [roundToFloat32(constant(1)), roundToFloat32(constant(Math.fround(1 + excess)))];
  const product = roughProduct(a, 0, b, 0, false);
  expect(product).toBeLessThan(columns * (1 + excess) - 2);
  expectWithin(a, 0, b, 0, product, columns * (Math.fround(1 + excess) - 1) ** 2);
});

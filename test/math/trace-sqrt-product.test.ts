import { describe, expect, it } from 'vitest';
import { plainKernels } from '../../src/math/kernels/kernels.js';
import type { Matrix } from '../../src/math/matrix.js';
import { traceSqrtProduct, traceSqrtProductOn } from '../../src/math/trace-sqrt-product.js';
import { randomCovariance } from './random-covariance.js';

const SIZE = 150;
const full = randomCovariance(SIZE, 2 * SIZE, 1);
const other = randomCovariance(SIZE, 3 * SIZE, 2);

/** The covariance of columns that stand in other places; -1: a column without variance. */
function rearranged({ columns, data }: Matrix, places: (i: number) => number): Matrix {
  const value = (i: number, j: number) => (i < 0 || j < 0 ? 0 : data[i * columns + j]!);
  return {
    ...{ rows: SIZE, columns: SIZE },
    data: Float64Array.from({ length: SIZE * SIZE }, (_, at) =>
      value(places(Math.floor(at / SIZE)), places(at % SIZE)),
    ),
  };
}

const duplicated = (matrix: Matrix) => rearranged(matrix, (i) => i - (i % 2));
const dead = (matrix: Matrix) => rearranged(matrix, (i) => (i % 5 === 0 ? -1 : i));

describe('traceSqrtProduct: WebAssembly agrees with plain TypeScript to 1e-12', () => {
  it.each([
    ['full rank', full, other],
    ['fewer samples than features', randomCovariance(SIZE, 40, 3), randomCovariance(SIZE, 60, 4)],
    ['one of full rank', full, randomCovariance(SIZE, 60, 4)],
    ['duplicated features', duplicated(full), duplicated(other)],
    ['features without variance', dead(full), dead(other)],
    ['the same set twice', full, full],
    ['the same deficient set twice', randomCovariance(SIZE, 40, 3), randomCovariance(SIZE, 40, 3)],
  ])('%s', (_, a, b) => {
    const fast = traceSqrtProduct(a, b);
    const plain = traceSqrtProductOn(plainKernels, a, b);
    expect(fast.rank).toBe(plain.rank);
    expect(fast.trace).toBeGreaterThan(0);
    expect(Math.abs(fast.trace / plain.trace - 1)).toBeLessThan(1e-12);
  });
});

import { describe, expect, it } from 'vitest';
import { plainKernels } from '../../src/math/kernels/kernels.js';
import type { Matrix } from '../../src/math/matrix.js';
import { traceSqrtProduct, traceSqrtProductOn, type Covariance } from '../../src/math/trace-sqrt-product.js';
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

/** The covariance of columns whose deviations go down to a millionth: of full rank, but its small eigenvalues are as rounding to the large. */
function graded({ rows, columns, data }: Matrix): Matrix {
  const deviation = (i: number) => 10 ** ((-6 * i) / rows);
  return {
    ...{ rows, columns },
    data: data.map((value, at) => value * deviation(Math.floor(at / columns)) * deviation(at % columns)),
  };
}

const uncounted = (covariance: Matrix): Covariance => ({ covariance, count: null });

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
    const fast = traceSqrtProduct(uncounted(a), uncounted(b));
    const plain = traceSqrtProductOn(plainKernels, uncounted(a), uncounted(b));
    expect(fast.rank).toBe(plain.rank);
    expect(fast.trace).toBeGreaterThan(0);
    expect(Math.abs(fast.trace / plain.trace - 1)).toBeLessThan(1e-12);
  });
});

describe('traceSqrtProduct: which of the two is factored', () => {
  it('gives the same bits in either order, and finds the rank whichever is factored first', () => {
    const deficient = randomCovariance(SIZE, 60, 4);
    const nearlyDeficient = randomCovariance(SIZE, SIZE + 1, 5);
    for (const [x, y, expected] of [
      [full, other, SIZE],
      [full, deficient, 60],
      [full, nearlyDeficient, SIZE],
      [graded(full), graded(other), SIZE],
      [deficient, nearlyDeficient, 60],
    ] as const) {
      const counts = [null, SIZE, 2 * SIZE];
      const found = counts.flatMap((count) => [
        traceSqrtProduct({ covariance: x, count }, { covariance: y, count: SIZE }),
        traceSqrtProduct({ covariance: y, count: SIZE }, { covariance: x, count }),
      ]);
      for (let i = 0; i < found.length; i += 2) expect(found[i]).toEqual(found[i + 1]);
      for (const { trace, rank } of found) {
        expect(rank).toBe(expected);
        expect(Math.abs(trace / found[0]!.trace - 1)).toBeLessThan(1e-12);
      }
    }
  });
});

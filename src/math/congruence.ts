import type { CholeskyFactor } from './pivoted-cholesky.js';
import type { Matrix } from './matrix.js';
import { multiplyAdd } from './multiply-add.js';

/**
 * M = L^T S L, where `factor` is L with its pivots, with the order of its indices reversed.
 * S = N + N^T with N lower triangular, so M = X + X^T with X = L^T (N L): products of triangles only, size^3
 * operations in all instead of the 5/3 size^3 of multiplying twice.
 *
 * Pivoting puts the large entries of M first. Reduction to tridiagonal form works from the last row up and keeps
 * small eigenvalues accurate when the large entries come last: two to five digits of their square roots.
 * @param symmetric - S, [size x size]; its lower triangle is read
 * @returns [rank x rank], the lower triangle filled
 */
export function reversedCongruence(symmetric: Matrix, factor: CholeskyFactor): Matrix {
  const size = symmetric.rows;
  const { rank, lower } = factor;
  const half = halfOf(symmetric, factor.pivots);
  const product = new Float64Array(size * rank);
  multiplyAdd(
    {
      rows: size,
      columns: rank,
      depth: size,
      lowerOnly: true,
      depthFrom: (_, j) => j,
      depthTo: (i) => i + 1,
    },
    1,
    { data: half, start: 0, rowStride: size, columnStride: 1 },
    { data: lower.data, start: 0, rowStride: rank, columnStride: 1 },
    { data: product, start: 0, rowStride: rank },
  );
  const crossed = new Float64Array(rank * rank);
  multiplyAdd(
    { rows: rank, columns: rank, depth: size, depthFrom: (i, j) => Math.max(i, j) },
    1,
    { data: lower.data, start: 0, rowStride: 1, columnStride: rank },
    { data: product, start: 0, rowStride: rank, columnStride: 1 },
    { data: crossed, start: 0, rowStride: rank },
  );
  return { rows: rank, columns: rank, data: reversedSum(crossed, rank) };
}

/** N: the permuted matrix below its diagonal, and half its diagonal. */
function halfOf(symmetric: Matrix, pivots: Int32Array): Float64Array {
  const size = symmetric.rows;
  const half = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const p = pivots[i]!;
    for (let j = 0; j < i; j++) {
      const q = pivots[j]!;
      half[i * size + j] = symmetric.data[p > q ? p * size + q : q * size + p]!;
    }
    half[i * size + i] = symmetric.data[p * size + p]! / 2;
  }
  return half;
}

/** The lower triangle of X + X^T, both indices counted from the end. */
function reversedSum(crossed: Float64Array, size: number): Float64Array {
  const reversed = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const from = size - 1 - i;
    for (let j = 0; j <= i; j++) {
      const other = size - 1 - j;
      reversed[i * size + j] = crossed[from * size + other]! + crossed[other * size + from]!;
    }
  }
  return reversed;
}

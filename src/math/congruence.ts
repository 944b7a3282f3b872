import type { Kernels } from './kernels/kernels.js';
import type { CholeskyFactor } from './pivoted-cholesky.js';
import type { Matrix } from './matrix.js';

/**
 * M = L^T S L, where `factor` is L with its pivots, with the order of its indices reversed.
 * S = N + N^T with N lower triangular, so M = X + X^T with X = L^T (N L): products of triangles only, size^3
 * operations in all instead of the 5/3 size^3 of multiplying twice.
 *
 * Pivoting puts the large entries of M first. Reduction to tridiagonal form works from the last row up and keeps
 * small eigenvalues accurate when the large entries come last: two to five digits of their square roots.
 * @param symmetric - S, [size x size]; its lower triangle is read
 * @param kernels - do the work, and hold both the factor and the result
 * @returns [rank x rank], the lower triangle filled
 */
export function reversedCongruence(symmetric: Matrix, factor: CholeskyFactor, kernels: Kernels): Matrix {
  const size = symmetric.rows;
  const { rank, lower } = factor;
  const half = kernels.allocate(size * size);
  writeHalf(half, symmetric, factor.pivots);
  const product = kernels.allocate(size * rank);
  kernels.multiplyAdd(
    { rows: size, columns: rank, depth: size, lowerOnly: true, triangleOfA: 'lower', triangleOfB: 'lower' },
    1,
    { data: half, start: 0, rowStride: size, columnStride: 1 },
    { data: lower.data, start: 0, rowStride: rank, columnStride: 1 },
    { data: product, start: 0, rowStride: rank },
  );
  // Both are as large as what comes next, and not needed any more when it comes.
  const crossed = half.subarray(0, rank * rank).fill(0);
  kernels.multiplyAdd(
    { rows: rank, columns: rank, depth: size, triangleOfA: 'upper', triangleOfB: 'lower' },
    1,
    { data: lower.data, start: 0, rowStride: 1, columnStride: rank },
    { data: product, start: 0, rowStride: rank, columnStride: 1 },
    { data: crossed, start: 0, rowStride: rank },
  );
  const reversed = product.subarray(0, rank * rank);
  writeReversedSum(reversed, crossed, rank);
  return { rows: rank, columns: rank, data: reversed };
}

/** N: the permuted matrix below its diagonal, and half its diagonal. */
function writeHalf(half: Float64Array, symmetric: Matrix, pivots: Int32Array): void {
  const size = symmetric.rows;
  for (let i = 0; i < size; i++) {
    const p = pivots[i]!;
    for (let j = 0; j < i; j++) {
      const q = pivots[j]!;
      half[i * size + j] = symmetric.data[p > q ? p * size + q : q * size + p]!;
    }
    half[i * size + i] = symmetric.data[p * size + p]! / 2;
  }
}

/** The lower triangle of X + X^T, both indices counted from the end. */
function writeReversedSum(reversed: Float64Array, crossed: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const from = size - 1 - i;
    for (let j = 0; j <= i; j++) {
      const other = size - 1 - j;
      reversed[i * size + j] = crossed[from * size + other]! + crossed[other * size + from]!;
    }
  }
}

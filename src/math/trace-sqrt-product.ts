import { InputError } from '../errors.js';
import { reversedCongruence } from './congruence.js';
import type { Kernels } from './kernels/kernels.js';
import { onFastKernels } from './kernels/on-fast-kernels.js';
import type { Matrix } from './matrix.js';
import { pivotedCholesky, type CholeskyFactor } from './pivoted-cholesky.js';
import { tridiagonalEigenvalues } from './tridiagonal-eigenvalues.js';
import { tridiagonalise } from './tridiagonalise.js';

export interface TraceSqrtProduct {
  /** Tr sqrt(A B), >= 0 */
  readonly trace: number;
  /** Numerical rank of the matrix that was factored: the smaller of the two. */
  readonly rank: number;
}

/** A share of the largest diagonal value that no rounding of a float64 covariance reaches. */
const INDEFINITE = 1e-9;

/**
 * Trace of the square root of the product of two covariance matrices. A = L L^T gives the eigenvalues of A B as
 * those of L^T B L, which is symmetric: no eigenvalue turns complex, and those that rank deficiency makes zero are
 * left out by the factorisation instead of coming back as square roots of rounding errors.
 *
 * Of the two matrices the one of lower rank is factored: the problem is as small as it can be, and L^T B L has
 * no more zero eigenvalues than it must. So both are, which costs a tenth of the whole.
 * @param a - symmetric positive semidefinite, the same size as b; swapping a and b gives the same bits
 * @throws InputError if one of them is not positive semidefinite
 */
export function traceSqrtProduct(a: Matrix, b: Matrix): TraceSqrtProduct {
  return onFastKernels((kernels) => traceSqrtProductOn(kernels, a, b));
}

/** The same on kernels of the caller's choice. */
export function traceSqrtProductOn(kernels: Kernels, a: Matrix, b: Matrix): TraceSqrtProduct {
  const live = liveColumns(a, b);
  const liveA = submatrix(a, live);
  const liveB = submatrix(b, live);
  const factorA = factor(liveA, 'first', kernels);
  const factorB = factor(liveB, 'second', kernels);
  const byA = (factorA.rank - factorB.rank || firstDifference(liveA, liveB)) <= 0;
  const [other, chosen] = byA ? [liveB, factorA] : [liveA, factorB];
  const product = reversedCongruence(other, chosen, kernels);
  const eigenvalues = tridiagonalEigenvalues(tridiagonalise(product, kernels));
  const trace = eigenvalues.reduce((sum, value) => sum + Math.sqrt(Math.max(value, 0)), 0);
  return { trace, rank: product.rows };
}

/**
 * Where one matrix has no variance, the other's does not reach the product: sqrt(A) B sqrt(A) is that of the
 * submatrices. Exact, and two sets that each lack other columns are no longer singular in each other's place.
 */
function liveColumns(a: Matrix, b: Matrix): number[] {
  const live: number[] = [];
  for (let i = 0; i < a.rows; i++) {
    const diagonal = i * a.columns + i;
    if (a.data[diagonal]! !== 0 && b.data[diagonal]! !== 0) live.push(i);
  }
  return live;
}

function submatrix(matrix: Matrix, kept: readonly number[]): Matrix {
  if (kept.length === matrix.rows) return matrix;
  const size = kept.length;
  const data = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) data[i * size + j] = matrix.data[kept[i]! * matrix.columns + kept[j]!]!;
  }
  return { rows: size, columns: size, data };
}

function factor(matrix: Matrix, which: string, kernels: Kernels): CholeskyFactor {
  const found = pivotedCholesky(matrix, kernels);
  if (found.residual > INDEFINITE) {
    throw new InputError(
      `The ${which} covariance is not positive semidefinite: after ${found.rank} of ${matrix.rows} pivots ` +
        `${found.residual.toExponential(1)} of its largest variance is left over, where at most ${INDEFINITE} ` +
        'can be rounding. It was damaged or stored at lower precision; compute it again in float64.',
    );
  }
  return found;
}

/** An order of equally ranked matrices that does not depend on which came first. */
function firstDifference(a: Matrix, b: Matrix): number {
  for (let i = 0; i < a.data.length; i++) {
    if (a.data[i] !== b.data[i]) return a.data[i]! - b.data[i]!;
  }
  return 0;
}

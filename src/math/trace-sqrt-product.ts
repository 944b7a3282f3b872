import { InputError } from '../errors.js';
import { reversedCongruence } from './congruence.js';
import type { GaussianStatistics } from './gaussian-statistics.js';
import type { Kernels } from './kernels/kernels.js';
import { onFastKernels } from './kernels/on-fast-kernels.js';
import type { Matrix } from './matrix.js';
import { pivotedCholesky, RANK_TOLERANCE, type CholeskyFactor } from './pivoted-cholesky.js';
import { tridiagonalEigenvalues } from './tridiagonal-eigenvalues.js';
import { tridiagonalise } from './tridiagonalise.js';

export interface TraceSqrtProduct {
  /** Tr sqrt(A B), >= 0 */
  readonly trace: number;
  /** Numerical rank of the matrix that was factored: the smaller of the two. */
  readonly rank: number;
}

/** A covariance, and how many samples went into it where that is known. */
export type Covariance = Pick<GaussianStatistics, 'covariance' | 'count'>;

interface Side {
  readonly which: 'first' | 'second';
  /** Without the columns in which one of the two has no variance. */
  readonly matrix: Matrix;
  readonly count: number;
}

/** A share of the largest diagonal value that no rounding of a float64 covariance reaches. */
const INDEFINITE = 1e-9;

/**
 * Trace of the square root of the product of two covariance matrices. A = L L^T gives the eigenvalues of A B as
 * those of L^T B L, which is symmetric: no eigenvalue turns complex, and those that rank deficiency makes zero are
 * left out by the factorisation instead of coming back as square roots of rounding errors.
 *
 * Of the two matrices the one of lower rank is factored: the problem is as small as it can be, and L^T B L has
 * no more zero eigenvalues than it must. Where A is of full rank and the eigenvalues show that B is too, B is not factored for that.
 * @param a - symmetric positive semidefinite, the same size as b; swapping a and b gives the same bits
 * @throws InputError if one of them is not positive semidefinite
 */
export function traceSqrtProduct(a: Covariance, b: Covariance): TraceSqrtProduct {
  return onFastKernels((kernels) => traceSqrtProductOn(kernels, a, b));
}

/** The same on kernels of the caller's choice. */
export function traceSqrtProductOn(kernels: Kernels, a: Covariance, b: Covariance): TraceSqrtProduct {
  const live = liveColumns(a.covariance, b.covariance);
  const sides: Side[] = [
    { which: 'first', matrix: submatrix(a.covariance, live), count: a.count ?? Infinity },
    { which: 'second', matrix: submatrix(b.covariance, live), count: b.count ?? Infinity },
  ];
  // Fewer samples are likelier to be too few for the full rank.
  sides.sort((x, y) => (x.count === y.count ? firstDifference(x.matrix, y.matrix) : x.count - y.count));
  const [one, other] = sides as [Side, Side];
  const factor = factorOf(one, kernels);
  const ofFull = factor.rank === live.length ? eigenvaluesOf(other.matrix, factor, kernels) : undefined;
  if (ofFull !== undefined && showFullRank(ofFull, one.matrix, other.matrix)) return sumOfRoots(ofFull);
  const otherFactor = factorOf(other, kernels);
  return sumOfRoots(
    otherFactor.rank < factor.rank
      ? eigenvaluesOf(one.matrix, otherFactor, kernels)
      : (ofFull ?? eigenvaluesOf(other.matrix, factor, kernels)),
  );
}

/** Ascending. */
function eigenvaluesOf(other: Matrix, factor: CholeskyFactor, kernels: Kernels): Float64Array {
  return tridiagonalEigenvalues(tridiagonalise(reversedCongruence(other, factor, kernels), kernels));
}

function sumOfRoots(eigenvalues: Float64Array): TraceSqrtProduct {
  const trace = eigenvalues.reduce((sum, value) => sum + Math.sqrt(Math.max(value, 0)), 0);
  return { trace, rank: eigenvalues.length };
}

/**
 * Whether b must be of full rank by the measure of its factorisation, whose least pivot is no less than b's least eigenvalue, and that
 * no less than the least of A B over the largest of a. What rounding could have made of zero shows nothing.
 */
function showFullRank(eigenvalues: Float64Array, a: Matrix, b: Matrix): boolean {
  const size = eigenvalues.length;
  if (size === 0) return true;
  const smallestOfRank = RANK_TOLERANCE * largestDiagonal(b) * size * largestDiagonal(a);
  const rounding = Number.EPSILON * size * eigenvalues[size - 1]!;
  return eigenvalues[0]! > Math.max(smallestOfRank, rounding);
}

function largestDiagonal({ rows, columns, data }: Matrix): number {
  let largest = 0;
  for (let i = 0; i < rows; i++) largest = Math.max(largest, data[i * columns + i]!);
  return largest;
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

function factorOf({ which, matrix }: Side, kernels: Kernels): CholeskyFactor {
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

/** An order of matrices that does not depend on which came first. */
function firstDifference(a: Matrix, b: Matrix): number {
  for (let i = 0; i < a.data.length; i++) {
    if (a.data[i] !== b.data[i]) return a.data[i]! - b.data[i]!;
  }
  return 0;
}

import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../src/math/matrix.js';
import { pivotedCholesky, type CholeskyFactor } from '../../src/math/pivoted-cholesky.js';
import { randomCovariance } from './random-covariance.js';

/** Largest |P^T A P - L L^T|. */
function backwardError(matrix: Matrix, { lower, pivots, rank }: CholeskyFactor): number {
  const size = matrix.rows;
  let worst = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < rank; k++) sum += lower.data[i * rank + k]! * lower.data[j * rank + k]!;
      worst = Math.max(worst, Math.abs(matrix.data[pivots[i]! * size + pivots[j]!]! - sum));
    }
  }
  return worst;
}

describe('pivotedCholesky', () => {
  it.each([
    [1, 1],
    [2, 2],
    [63, 63],
    [64, 64],
    [65, 65],
    [200, 200],
    [200, 64],
    [200, 65],
    [150, 7],
  ])('factors a %d-square matrix of rank %d, and finds that rank', (size, rank) => {
    const matrix = randomCovariance(size, rank, size + rank);
    const before = matrix.data.slice();
    const factor = pivotedCholesky(matrix);
    expect(factor.rank).toBe(rank);
    expect(factor.lower).toMatchObject({ rows: size, columns: rank });
    expect([...factor.pivots].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
    expect(backwardError(matrix, factor)).toBeLessThan(1e-13);
    expect(factor.residual).toBeLessThan(1e-13);
    expect(matrix.data).toEqual(before);
  });

  it('takes the largest remaining variance first, and leaves zero above the diagonal', () => {
    const size = 100;
    const { lower, rank } = pivotedCholesky(randomCovariance(size, size, 5));
    for (let j = 0; j < rank; j++) {
      if (j > 0) expect(lower.data[j * rank + j]!).toBeLessThanOrEqual(lower.data[(j - 1) * rank + j - 1]!);
      for (let i = 0; i < j; i++) expect(lower.data[i * rank + j]).toBe(0);
    }
  });

  it('gives rank 0 for zero and for nothing', () => {
    expect(pivotedCholesky({ rows: 2, columns: 2, data: new Float64Array(4) }).rank).toBe(0);
    expect(pivotedCholesky({ rows: 0, columns: 0, data: new Float64Array(0) }).rank).toBe(0);
  });

  it('shows by its residual that a matrix is not positive semidefinite', () => {
    const indefinite = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 2, 1) };
    expect(pivotedCholesky(indefinite).residual).toBe(3);
  });
});

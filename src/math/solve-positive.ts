import type { Matrix } from './matrix.js';
import { pivotedCholesky } from './pivoted-cholesky.js';

/**
 * Solves A x = b.
 * @param matrix - A, symmetric positive definite; its lower triangle is read
 * @throws RangeError if A is not of full rank
 */
export function solvePositive(matrix: Matrix, right: Float64Array): Float64Array {
  const { lower, pivots, rank } = pivotedCholesky(matrix);
  const size = matrix.rows;
  if (rank < size) throw new RangeError(`Expected a matrix of rank ${size}, got one of rank ${rank}.`);
  const at = (i: number, j: number): number => lower.data[i * rank + j]!;
  const values = Float64Array.from({ length: size }, (_, i) => right[pivots[i]!]!);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) values[i]! -= at(i, j) * values[j]!;
    values[i]! /= at(i, i);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) values[i]! -= at(j, i) * values[j]!;
    values[i]! /= at(i, i);
  }
  const solution = new Float64Array(size);
  values.forEach((value, i) => {
    solution[pivots[i]!] = value;
  });
  return solution;
}

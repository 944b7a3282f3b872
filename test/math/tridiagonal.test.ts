import { EVD, Matrix as MlMatrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../src/math/matrix.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { tridiagonalEigenvalues } from '../../src/math/tridiagonal-eigenvalues.js';
import { tridiagonalise } from '../../src/math/tridiagonalise.js';
import { randomCovariance } from './random-covariance.js';

function eigenvalues(matrix: Matrix): Float64Array {
  return tridiagonalEigenvalues(tridiagonalise({ ...matrix, data: matrix.data.slice() }));
}

function oracle({ rows, columns, data }: Matrix): number[] {
  const evd = new EVD(MlMatrix.from1DArray(rows, columns, data), { assumeSymmetric: true });
  return evd.realEigenvalues.sort((a, b) => a - b);
}

function expectClose(actual: Float64Array, expected: readonly number[], tolerance = 1e-14): void {
  expect(actual.length).toBe(expected.length);
  const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const worst = expected.reduce((max, value, i) => Math.max(max, Math.abs(value - actual[i]!)), 0);
  expect(worst).toBeLessThanOrEqual(tolerance * scale);
}

function symmetric(size: number, element: (i: number, j: number) => number): Matrix {
  const data = Float64Array.from({ length: size * size }, (_, at) => {
    const i = Math.floor(at / size);
    const j = at % size;
    return element(Math.max(i, j), Math.min(i, j));
  });
  return { rows: size, columns: size, data };
}

describe('tridiagonalise and tridiagonalEigenvalues', () => {
  it.each([1, 2, 3, 4, 5, 15, 16, 17, 31, 32, 33, 64, 65, 97, 130])(
    "give ml-matrix's eigenvalues at size %d",
    (size) => {
      const random = new Mt19937(size).normals(size * size);
      const indefinite = symmetric(size, (i, j) => random[i * size + j]!);
      expectClose(eigenvalues(indefinite), oracle(indefinite), 1e-13);
      const deficient = randomCovariance(size, Math.ceil(size / 2), size);
      expectClose(eigenvalues(deficient), oracle(deficient), 1e-13);
    },
  );

  it('keep trace and squared norm in the tridiagonal form', () => {
    const matrix = randomCovariance(120, 120, 9);
    const { diagonal, offDiagonal } = tridiagonalise({ ...matrix, data: matrix.data.slice() });
    const trace = matrix.data.reduce((sum, value, at) => (at % 121 === 0 ? sum + value : sum), 0);
    expect(diagonal.reduce((a, b) => a + b, 0)).toBeCloseTo(trace, 10);
    const norm = diagonal.reduce((a, b) => a + b * b, 0) + 2 * offDiagonal.reduce((a, b) => a + b * b, 0);
    expect(norm).toBeCloseTo(
      matrix.data.reduce((a, b) => a + b * b, 0),
      9,
    );
  });

  it('find the closed form of the second difference matrix', () => {
    const size = 400;
    const tridiagonal = {
      diagonal: new Float64Array(size).fill(2),
      offDiagonal: new Float64Array(size - 1).fill(-1),
    };
    const expected = Array.from(
      { length: size },
      (_, k) => 4 * Math.sin(((k + 1) * Math.PI) / (2 * (size + 1))) ** 2,
    );
    expectClose(tridiagonalEigenvalues(tridiagonal), expected);
  });

  it('need no iteration where nothing is coupled, and give those values exactly', () => {
    const values = [3, 0, 7, 1e-300, 7, -2];
    const diagonal = symmetric(6, (i, j) => (i === j ? values[i]! : 0));
    expect([...eigenvalues(diagonal)]).toEqual([...values].sort((a, b) => a - b));
    expect([...eigenvalues(symmetric(3, () => 0))]).toEqual([0, 0, 0]);
    expect(eigenvalues(symmetric(0, () => 0)).length).toBe(0);
  });

  it.each([1e-150, 1e150])('neither overflow nor vanish at values about %d', (scale) => {
    const matrix = randomCovariance(40, 40, 4);
    const scaled = { ...matrix, data: matrix.data.map((value) => value * scale) };
    expectClose(
      eigenvalues(scaled),
      [...eigenvalues(matrix)].map((value) => value * scale),
      1e-13,
    );
  });

  it('keep the small eigenvalues of a graded matrix to their own digits', () => {
    // D C D with C well conditioned and D from 1e-8 (first) to 1: the smallest is det(A) over the others.
    const size = 3;
    const grades = [1e-8, 1e-4, 1];
    const graded = symmetric(size, (i, j) => (i === j ? 1 : 0.5) * grades[i]! * grades[j]!);
    const [smallest, middle, largest] = eigenvalues(graded);
    expect((smallest! * middle! * largest!) / (0.5 * 1e-24)).toBeCloseTo(1, 12);
  });
});

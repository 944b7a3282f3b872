import { Matrix as MlMatrix, inverse } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { discriminate, ridgeDiscriminant } from '../../src/math/ridge-discriminant.js';

/** Two clouds of points, `firsts` of n about one mean and the rest about another. */
function clouds(n: number, firsts: number, d: number, apart: number, seed: number) {
  const random = new Mt19937(seed);
  const isFirst = Array.from({ length: n }, (_, i) => i < firsts);
  const data = random.normals(n * d);
  isFirst.forEach((first, i) => (data[i * d]! += first ? apart : -apart));
  return { rows: { rows: n, columns: d, data }, isFirst };
}

/** Weighted ridge regression as it is written: (X^T W X + ridge I)^-1 X^T W y about the weighted mean. */
function normalEquations({ rows, isFirst }: ReturnType<typeof clouds>, ridge: number): number[] {
  const { rows: n, columns: d, data } = rows;
  const firsts = isFirst.filter(Boolean).length;
  const weights = isFirst.map((first) => 0.5 / (first ? firsts : n - firsts));
  const x = new MlMatrix(n, d);
  const mean = Array.from({ length: d }, (_, k) =>
    weights.reduce((sum, w, i) => sum + w * data[i * d + k]!, 0),
  );
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) x.set(i, k, data[i * d + k]! - mean[k]!);
  const w = MlMatrix.diag(weights);
  const gram = x.transpose().mmul(w).mmul(x);
  const scale =
    weights.reduce((sum, weight, i) => sum + weight * x.getRow(i).reduce((s, v) => s + v * v, 0), 0) / n;
  const y = MlMatrix.columnVector(isFirst.map((first) => (first ? 1 : -1)));
  return inverse(MlMatrix.add(gram, MlMatrix.eye(d).mul(ridge * scale)))
    .mmul(x.transpose())
    .mmul(w)
    .mmul(y)
    .to1DArray();
}

describe('ridgeDiscriminant', () => {
  it.each([
    [30, 15, 5],
    [25, 4, 8],
    [12, 6, 40],
  ])('solves the normal equations: %i rows, %i of the first class, width %i', (n, firsts, d) => {
    const sample = clouds(n, firsts, d, 0.7, n);
    const { weights } = ridgeDiscriminant(sample.rows, sample.isFirst, 0.1);
    normalEquations(sample, 0.1).forEach((value, k) => {
      expect(weights[k]).toBeCloseTo(value, 8);
    });
  });

  it('puts the plane in the middle, however many there are of either class', () => {
    const { rows, isFirst } = clouds(400, 20, 3, 3, 1);
    const plane = ridgeDiscriminant(rows, isFirst, 0.01);
    expect(Math.abs(discriminate(plane, [0, 0, 0]))).toBeLessThan(0.15);
    const right = isFirst.filter(
      (first, i) => discriminate(plane, rows.data.subarray(3 * i, 3 * i + 3)) > 0 === first,
    );
    expect(right.length).toBeGreaterThan(395);
  });

  it('finds no direction in rows that are all one', () => {
    const plane = ridgeDiscriminant(
      { rows: 4, columns: 2, data: new Float64Array(8).fill(3) },
      [true, true, false, false],
      0.1,
    );
    expect(discriminate(plane, [5, 6])).toBe(0);
  });
});

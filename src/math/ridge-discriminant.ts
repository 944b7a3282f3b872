import { multiplyAdd } from './multiply-add.js';
import type { Matrix } from './matrix.js';
import { solvePositive } from './solve-positive.js';

/** A hyperplane between two classes: x . weights + bias is above 0 on the side of the first. */
export interface Discriminant {
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * The regularised linear discriminant of two classes: ridge regression on +1 and -1, each class counting as much as the other,
 * by way of the inner products of the rows, so that the width costs little.
 * @param rows - [n x d], n of a few hundred
 * @param isFirst - by row; some of either class
 * @param ridge - added to the diagonal of the inner products of the centred rows, in units of its mean
 * @source equals Fisher's discriminant with a ridge; T. Hastie, R. Tibshirani, J. Friedman, "The Elements of Statistical Learning", 4.2
 */
export function ridgeDiscriminant(rows: Matrix, isFirst: readonly boolean[], ridge: number): Discriminant {
  const { rows: n, columns: d, data } = rows;
  const firsts = isFirst.filter(Boolean).length;
  // The middle between the classes' means, whatever their sizes; scaled by the roots of the weights, rows count as their class should.
  const weight = isFirst.map((first) => 1 / (2 * (first ? firsts : n - firsts)));
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) mean[k]! += weight[i]! * data[i * d + k]!;
  const scaled = new Float64Array(n * d);
  const targets = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const root = Math.sqrt(weight[i]!);
    targets[i] = isFirst[i] ? root : -root;
    for (let k = 0; k < d; k++) scaled[i * d + k] = root * (data[i * d + k]! - mean[k]!);
  }
  const products = new Float64Array(n * n);
  multiplyAdd(
    { rows: n, columns: n, depth: d, lowerOnly: true },
    1,
    { data: scaled, start: 0, rowStride: d, columnStride: 1 },
    { data: scaled, start: 0, rowStride: 1, columnStride: d },
    { data: products, start: 0, rowStride: n },
  );
  let trace = 0;
  for (let i = 0; i < n; i++) trace += products[i * n + i]!;
  // Rows that are all one: no direction tells the classes apart.
  if (!(trace > 0)) return { weights: new Float64Array(d), bias: 0 };
  for (let i = 0; i < n; i++) products[i * n + i]! += (ridge * trace) / n;
  const dual = solvePositive({ rows: n, columns: n, data: products }, targets);
  const weights = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) weights[k]! += dual[i]! * scaled[i * d + k]!;
  const bias = -weights.reduce((sum, value, k) => sum + value * mean[k]!, 0);
  return { weights, bias };
}

/** Above 0 on the side of the first class. @param x - as wide as the rows that it was fitted to */
export function discriminate({ weights, bias }: Discriminant, x: ArrayLike<number>): number {
  return weights.reduce((sum, weight, k) => sum + weight * x[k]!, bias);
}

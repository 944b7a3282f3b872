import { reflectOntoLast } from './householder.js';
import { plainKernels, type Kernels } from './kernels/kernels.js';
import type { Matrix } from './matrix.js';

/** A symmetric tridiagonal matrix. */
export interface Tridiagonal {
  /** [size] */
  readonly diagonal: Float64Array;
  /** [size - 1]: element i couples i and i + 1. */
  readonly offDiagonal: Float64Array;
}

const PANEL = 32;

/**
 * Reduces a symmetric matrix to a tridiagonal one with the same eigenvalues, by Householder reflections from the
 * last row up. Panels of reflections are gathered as A - V W^T - W V^T, so that half of the work is a product of
 * matrices. The reflections themselves are not kept: eigenvalues only.
 * @param matrix - its lower triangle is read, and OVERWRITTEN
 * @param kernels - do the work; they hold the matrix
 * @source J. Dongarra, S. Hammarling, D. Sorensen, "Block reduction of matrices to condensed forms" (1989)
 */
export function tridiagonalise(matrix: Matrix, kernels: Kernels = plainKernels): Tridiagonal {
  const size = matrix.rows;
  const reduction = new Reduction(size, matrix.data, kernels);
  for (let end = size; end > 0; end -= PANEL) reduction.reducePanel(Math.max(0, end - PANEL), end);
  return { diagonal: reduction.diagonal, offDiagonal: reduction.offDiagonal };
}

class Reduction {
  readonly diagonal: Float64Array;
  readonly offDiagonal: Float64Array;
  private readonly size: number;
  private readonly data: Float64Array;
  /** Rows: the v of the panel's reflections, then their w again. With `wv` it makes V W^T + W V^T one product. */
  private readonly vw: Float64Array;
  /** Rows: the w, then the v again. */
  private readonly wv: Float64Array;
  /** Of the v and of the w of the panel, in a sum of them. */
  private readonly coefficients: { readonly v: Float64Array; readonly w: Float64Array };
  private readonly kernels: Kernels;

  constructor(size: number, data: Float64Array, kernels: Kernels) {
    this.kernels = kernels;
    this.size = size;
    this.data = data;
    this.diagonal = new Float64Array(size);
    this.offDiagonal = new Float64Array(Math.max(0, size - 1));
    this.vw = kernels.allocate(2 * PANEL * size);
    this.wv = kernels.allocate(2 * PANEL * size);
    this.coefficients = { v: kernels.allocate(PANEL), w: kernels.allocate(PANEL) };
  }

  /** Reduces rows end-1 down to begin, then brings the rows above up to date. */
  reducePanel(begin: number, end: number): void {
    const { size, data, vw, wv } = this;
    let reflected = false;
    for (let row = end - 1; row >= begin; row--) {
      const index = end - 1 - row;
      vw.fill(0, index * size, index * size + end);
      wv.fill(0, index * size, index * size + end);
      reflected = this.reduceRow(row, index) || reflected;
    }
    if (begin === 0 || !reflected) return;
    const width = end - begin;
    for (let j = 0; j < width; j++) {
      vw.set(wv.subarray(j * size, j * size + begin), (width + j) * size);
      wv.set(vw.subarray(j * size, j * size + begin), (width + j) * size);
    }
    this.kernels.multiplyAdd(
      { rows: begin, columns: begin, depth: 2 * width, lowerOnly: true },
      -1,
      { data: vw, start: 0, rowStride: 1, columnStride: size },
      { data: wv, start: 0, rowStride: size, columnStride: 1 },
      { data, start: 0, rowStride: size },
    );
  }

  /** Returns whether the row needed a reflection. */
  private reduceRow(row: number, index: number): boolean {
    const { size, data, vw, wv, diagonal, offDiagonal, kernels } = this;
    const start = row * size;
    this.applyPanel(data, start, row + 1, index, row);
    diagonal[row] = data[start + row]!;
    if (row === 0) return false;
    const vStart = index * size;
    const { tau, last } = reflectOntoLast(data, start, row, vw, vStart, kernels);
    offDiagonal[row - 1] = last;
    if (tau === 0) return false;
    kernels.multiplySymmetric(row, data, size, vw, vStart, wv, vStart);
    this.correctProduct(row, index);
    const half = (-tau / 2) * tau * kernels.dot(row, wv, vStart, vw, vStart);
    for (let k = 0; k < row; k++) wv[vStart + k] = tau * wv[vStart + k]! + half * vw[vStart + k]!;
    return true;
  }

  /** target -= (row `row` of V W^T + W V^T), for the reflections of the panel so far. */
  private applyPanel(target: Float64Array, start: number, length: number, count: number, row: number): void {
    const { size, vw, wv, coefficients, kernels } = this;
    for (let p = 0; p < count; p++) {
      coefficients.w[p] = -vw[p * size + row]!;
      coefficients.v[p] = -wv[p * size + row]!;
    }
    kernels.addCombination(target, start, length, count, coefficients.w, wv, size, 0);
    kernels.addCombination(target, start, length, count, coefficients.v, vw, size, 0);
  }

  /** The matrix in `data` is older than the panel: takes V W^T v + W V^T v off the product A v. */
  private correctProduct(length: number, count: number): void {
    const { size, vw, wv, coefficients, kernels } = this;
    const v = count * size;
    for (let p = 0; p < count; p++) {
      coefficients.v[p] = -kernels.dot(length, wv, p * size, vw, v);
      coefficients.w[p] = -kernels.dot(length, vw, p * size, vw, v);
    }
    kernels.addCombination(wv, v, length, count, coefficients.v, vw, size, 0);
    kernels.addCombination(wv, v, length, count, coefficients.w, wv, size, 0);
  }
}

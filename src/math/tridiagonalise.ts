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

const PANEL = 16;

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
  /** Rows: v and w of the panel's first reflection, of its second, and so on. */
  private readonly vw: Float64Array;
  /** The same, each w before its v: row by row, the products of the two are V W^T + W V^T. */
  private readonly wv: Float64Array;
  private readonly coefficients: Float64Array;
  private readonly kernels: Kernels;

  constructor(size: number, data: Float64Array, kernels: Kernels) {
    this.kernels = kernels;
    this.size = size;
    this.data = data;
    this.diagonal = new Float64Array(size);
    this.offDiagonal = new Float64Array(Math.max(0, size - 1));
    this.vw = kernels.allocate(2 * PANEL * size);
    this.wv = kernels.allocate(2 * PANEL * size);
    this.coefficients = kernels.allocate(2 * PANEL);
  }

  /** Reduces rows end-1 down to begin, then brings the rows above up to date. */
  reducePanel(begin: number, end: number): void {
    const { size, data, vw, wv } = this;
    let held = 0;
    for (let row = end - 1; row >= begin; row--) if (this.reduceRow(row, held)) held += 2;
    if (begin === 0 || held === 0) return;
    this.kernels.multiplyAdd(
      { rows: begin, columns: begin, depth: held, lowerOnly: true },
      -1,
      { data: vw, start: 0, rowStride: 1, columnStride: size },
      { data: wv, start: 0, rowStride: size, columnStride: 1 },
      { data, start: 0, rowStride: size },
    );
  }

  /**
   * @param held - rows of `vw` and `wv` that earlier rows of the panel filled
   * @returns whether the row needed a reflection, which is then in the next two
   */
  private reduceRow(row: number, held: number): boolean {
    const { size, data, vw, wv, diagonal, offDiagonal, coefficients, kernels } = this;
    const start = row * size;
    for (let r = 0; r < held; r++) coefficients[r] = -wv[r * size + row]!;
    kernels.addCombination(data, start, row + 1, held, coefficients, vw, size, 0);
    diagonal[row] = data[start + row]!;
    if (row === 0) return false;
    const first = held * size;
    const second = first + size;
    const { tau, last } = reflectOntoLast(data, start, row, vw, first, kernels);
    offDiagonal[row - 1] = last;
    if (tau === 0) return false;
    kernels.multiplySymmetric(row, data, size, vw, first, wv, first);
    // The matrix in `data` is older than the panel.
    for (let r = 0; r < held; r++) coefficients[r] = -kernels.dot(row, wv, r * size, vw, first);
    kernels.addCombination(wv, first, row, held, coefficients, vw, size, 0);
    const half = (-tau / 2) * tau * kernels.dot(row, wv, first, vw, first);
    for (let k = 0; k < row; k++) wv[first + k] = tau * wv[first + k]! + half * vw[first + k]!;
    vw.set(wv.subarray(first, first + row), second);
    wv.set(vw.subarray(first, first + row), second);
    return true;
  }
}

import { plainKernels, type Kernels } from './kernels/kernels.js';
import type { Matrix } from './matrix.js';

/** A P-permuted positive semidefinite matrix as L L^T. */
export interface CholeskyFactor {
  /** L, [size x rank], zero above the diagonal. */
  readonly lower: Matrix;
  /** Row i of L belongs to row `pivots[i]` of the factored matrix. */
  readonly pivots: Int32Array;
  readonly rank: number;
  /**
   * Largest absolute diagonal value left unfactored, over the largest diagonal value of the matrix.
   * Of rounding size if the matrix is positive semidefinite.
   */
  readonly residual: number;
}

/** Pivots below this share of the largest diagonal value are rounding: the matrix has no further rank. */
export const RANK_TOLERANCE = 1e-14;
const PANEL = 64;
/** Values between the end of a row and the next: rows a power of two apart would share the few places that a cache has for them. */
const PADDING = 8;

/**
 * Cholesky factorisation with diagonal pivoting: the largest remaining diagonal value comes first, so that
 * the factorisation stops of itself at the rank.
 * @param matrix - symmetric [size x size]; its lower triangle is read, nothing is written
 * @param kernels - do the work, and hold the factor
 * @source N. Higham, "Analysis of the Cholesky decomposition of a semi-definite matrix" (1990)
 */
export function pivotedCholesky(matrix: Matrix, kernels: Kernels = plainKernels): CholeskyFactor {
  const size = matrix.rows;
  const work = new Factorisation(size, matrix.data, kernels);
  let rank = 0;
  while (rank < size) {
    const width = Math.min(PANEL, size - rank);
    const done = work.factorPanel(rank, width);
    rank += done;
    if (done < width) break;
  }
  return work.result(rank);
}

class Factorisation {
  private readonly size: number;
  /** Of `data` and of `panel`. */
  private readonly rowStride: number;
  private readonly data: Float64Array;
  private readonly pivots: Int32Array;
  /** What is left of the diagonal. */
  private readonly diagonal: Float64Array;
  /** Columns of L found in the current panel, each as a contiguous row: a column of `data` is too far apart. */
  private readonly panel: Float64Array;
  private readonly coefficients: Float64Array;
  private readonly largest: number;
  private readonly kernels: Kernels;

  constructor(size: number, matrix: Float64Array, kernels: Kernels) {
    this.kernels = kernels;
    this.size = size;
    const rowStride = size + PADDING;
    this.rowStride = rowStride;
    const data = kernels.allocate(size * rowStride);
    for (let i = 0; i < size; i++) data.set(matrix.subarray(i * size, i * size + i + 1), i * rowStride);
    this.data = data;
    this.pivots = Int32Array.from({ length: size }, (_, i) => i);
    this.diagonal = Float64Array.from({ length: size }, (_, i) => data[i * rowStride + i]!);
    this.panel = kernels.allocate(PANEL * rowStride);
    this.coefficients = kernels.allocate(PANEL);
    this.largest = this.diagonal.reduce((max, value) => Math.max(max, value), 0);
  }

  /** Factors up to `width` columns from `first` and updates what lies beyond. Returns how many there were. */
  factorPanel(first: number, width: number): number {
    const { size, rowStride, data, panel } = this;
    const tolerance = RANK_TOLERANCE * this.largest;
    let done = 0;
    for (; done < width; done++) {
      const column = first + done;
      const pivot = this.largestRemaining(column);
      if (!(this.diagonal[pivot]! > tolerance)) break;
      this.takeColumn(column, pivot, first);
      this.eliminate(column, first);
    }
    for (let i = first; i < size; i++) {
      const present = Math.min(done, i - first + 1);
      for (let j = 0; j < present; j++) data[i * rowStride + first + j] = panel[j * rowStride + i]!;
    }
    const rest = first + width;
    if (done === width && rest < size) {
      const a = { data: panel, start: rest, rowStride: 1, columnStride: rowStride };
      const b = { data: panel, start: rest, rowStride, columnStride: 1 };
      const shape = { rows: size - rest, columns: size - rest, depth: width, lowerOnly: true };
      this.kernels.multiplyAdd(shape, -1, a, b, { data, start: rest * rowStride + rest, rowStride });
    }
    return done;
  }

  result(rank: number): CholeskyFactor {
    const { size, rowStride, data, pivots } = this;
    // In place: a row only ever moves towards the front.
    for (let i = 0; i < size; i++) {
      const present = Math.min(i + 1, rank);
      data.copyWithin(i * rank, i * rowStride, i * rowStride + present);
      data.fill(0, i * rank + present, (i + 1) * rank);
    }
    const left = this.diagonal.subarray(rank).reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const residual = this.largest > 0 ? left / this.largest : left;
    const lower = { rows: size, columns: rank, data: data.subarray(0, size * rank) };
    return { lower, pivots, rank, residual };
  }

  private largestRemaining(column: number): number {
    let best = column;
    for (let i = column + 1; i < this.size; i++) if (this.diagonal[i]! > this.diagonal[best]!) best = i;
    return best;
  }

  /**
   * Exchanges rows and columns i <= p of the matrix, held in its lower triangle, and of the L found so far. What comes to column i goes
   * to the panel, where it is eliminated; the place in the matrix waits for L.
   */
  private takeColumn(i: number, p: number, first: number): void {
    const { size, rowStride, data, panel, pivots, diagonal } = this;
    const done = i - first;
    const start = done * rowStride;
    if (i === p) {
      for (let k = i + 1; k < size; k++) panel[start + k] = data[k * rowStride + i]!;
      return;
    }
    const rowP = p * rowStride;
    for (let k = i + 1; k < p; k++) {
      panel[start + k] = data[rowP + k]!;
      data[rowP + k] = data[k * rowStride + i]!;
    }
    panel[start + p] = data[rowP + i]!;
    data[rowP + p] = data[i * rowStride + i]!;
    for (let k = p + 1; k < size; k++) {
      const row = k * rowStride;
      panel[start + k] = data[row + p]!;
      data[row + p] = data[row + i]!;
    }
    for (let j = 0; j < done; j++) swapValues(panel, j * rowStride + i, j * rowStride + p);
    for (let k = 0; k < first; k++) swapValues(data, i * rowStride + k, rowP + k);
    swapValues(diagonal, i, p);
    swapValues(pivots, i, p);
  }

  /** Column `column` of L, from the matrix's column in the panel less the part that the panel's earlier columns explain. */
  private eliminate(column: number, first: number): void {
    const { size, rowStride, panel, diagonal, coefficients, kernels } = this;
    const done = column - first;
    const start = done * rowStride;
    for (let j = 0; j < done; j++) coefficients[j] = -panel[j * rowStride + column]!;
    const below = column + 1;
    kernels.addCombination(panel, start + below, size - below, done, coefficients, panel, rowStride, below);
    const root = Math.sqrt(diagonal[column]!);
    panel[start + column] = root;
    const inverse = 1 / root;
    for (let i = below; i < size; i++) {
      const value = panel[start + i]! * inverse;
      panel[start + i] = value;
      diagonal[i]! -= value * value;
    }
  }
}

function swapValues(values: Float64Array | Int32Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}

import { TILE, multiplyTile } from './multiply-tile.js';

/** A matrix somewhere in an array: element (i, j) is `data[start + i * rowStride + j * columnStride]`. */
export interface MatrixView {
  readonly data: Float64Array;
  readonly start: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Where a product goes: like a view, but its rows are contiguous. */
export type ProductTarget = Omit<MatrixView, 'columnStride'>;

export interface ProductShape {
  readonly rows: number;
  readonly columns: number;
  /** The dimension summed over. */
  readonly depth: number;
  /** Compute only tiles that reach the lower triangle of the target; what stands above it is then undefined. */
  readonly lowerOnly?: boolean;
  /** The triangle, diagonal included, outside which a is zero. Those zeros are not multiplied. */
  readonly triangleOfA?: 'lower' | 'upper';
  /** The same of b. */
  readonly triangleOfB?: 'lower';
}

// A block of a (64 x 256) and one of b (256 x 256) stay in the second-level cache together.
const BLOCK_ROWS = 64;
const BLOCK_COLUMNS = 256;
const BLOCK_DEPTH = 256;

/**
 * target += scale * a b, for operands with any strides (a transposed operand is a view with them swapped).
 * Blocked for the cache. Part of the result's definition: with other blocks, other last digits.
 */
export function multiplyAdd(
  shape: ProductShape,
  scale: number,
  a: MatrixView,
  b: MatrixView,
  target: ProductTarget,
): void {
  const { rows, columns, depth, lowerOnly = false } = shape;
  const depthStep = Math.min(BLOCK_DEPTH, depth);
  const packedA = new Float64Array(roundUp(Math.min(BLOCK_ROWS, rows)) * depthStep);
  const packedB = new Float64Array(roundUp(Math.min(BLOCK_COLUMNS, columns)) * depthStep);
  const transposedB = { ...b, rowStride: b.columnStride, columnStride: b.rowStride };
  for (let column = 0; column < columns; column += BLOCK_COLUMNS) {
    const blockColumns = Math.min(BLOCK_COLUMNS, columns - column);
    const firstRow = lowerOnly ? column - (column % BLOCK_ROWS) : 0;
    for (let k = 0; k < depth; k += depthStep) {
      const steps = Math.min(depthStep, depth - k);
      if (k + steps <= depthFrom(shape, firstRow, column)) continue;
      pack(packedB, transposedB, column, blockColumns, k, steps);
      for (let row = firstRow; row < rows; row += BLOCK_ROWS) {
        const blockRows = Math.min(BLOCK_ROWS, rows - row);
        if (k + steps <= depthFrom(shape, row, column) || depthTo(shape, row + blockRows) <= k) continue;
        pack(packedA, a, row, blockRows, k, steps);
        const block = { row, blockRows, column, blockColumns, k, steps };
        multiplyBlock(shape, block, scale, packedA, packedB, target);
      }
    }
  }
}

/** First depth at which some a(i, k) b(k, j) with i >= row, j >= column can differ from zero. */
function depthFrom({ triangleOfA, triangleOfB }: ProductShape, row: number, column: number): number {
  return Math.max(triangleOfA === 'upper' ? row : 0, triangleOfB === 'lower' ? column : 0);
}

/** Depth after the last at which some a(i, k) with i < rowEnd can differ from zero. */
function depthTo({ depth, triangleOfA }: ProductShape, rowEnd: number): number {
  return triangleOfA === 'lower' ? rowEnd : depth;
}

interface Block {
  readonly row: number;
  readonly blockRows: number;
  readonly column: number;
  readonly blockColumns: number;
  /** The steps of the sum that are packed: from `k` on, `steps` of them. */
  readonly k: number;
  readonly steps: number;
}

function multiplyBlock(
  shape: ProductShape,
  block: Block,
  scale: number,
  packedA: Float64Array,
  packedB: Float64Array,
  target: ProductTarget,
): void {
  const { row, blockRows, column, blockColumns, k, steps } = block;
  const { data, start, rowStride } = target;
  const edge = new Float64Array(TILE * TILE);
  // Along the rows of the target: neighbouring tiles share its cache lines.
  for (let i = 0; i < blockRows; i += TILE) {
    for (let j = 0; j < blockColumns; j += TILE) {
      if (shape.lowerOnly === true && column + j > row + i + TILE - 1) break;
      const from = Math.max(0, depthFrom(shape, row + i, column + j) - k);
      const depth = Math.min(steps, depthTo(shape, row + i + TILE) - k) - from;
      if (depth <= 0) continue;
      const aStart = i * steps + from * TILE;
      const bStart = j * steps + from * TILE;
      const tileStart = start + (row + i) * rowStride + column + j;
      if (i + TILE <= blockRows && j + TILE <= blockColumns) {
        multiplyTile(depth, scale, packedA, aStart, packedB, bStart, data, tileStart, rowStride);
        continue;
      }
      multiplyTile(depth, scale, packedA, aStart, packedB, bStart, edge.fill(0), 0, TILE);
      for (let r = 0; r < Math.min(TILE, blockRows - i); r++) {
        for (let c = 0; c < Math.min(TILE, blockColumns - j); c++) {
          data[tileStart + r * rowStride + c]! += edge[r * TILE + c]!;
        }
      }
    }
  }
}

/** Lays rows of a view out in panels of four, step by step, filling the last panel up with zeros. */
function pack(
  packed: Float64Array,
  view: MatrixView,
  firstRow: number,
  rows: number,
  firstStep: number,
  steps: number,
): void {
  const { data, start, rowStride, columnStride } = view;
  let to = 0;
  for (let row = 0; row < rows; row += TILE) {
    const present = Math.min(TILE, rows - row);
    let from = start + (firstRow + row) * rowStride + firstStep * columnStride;
    for (let k = 0; k < steps; k++, from += columnStride, to += TILE) {
      for (let r = 0; r < TILE; r++) packed[to + r] = r < present ? data[from + r * rowStride]! : 0;
    }
  }
}

function roundUp(size: number): number {
  return Math.ceil(size / TILE) * TILE;
}

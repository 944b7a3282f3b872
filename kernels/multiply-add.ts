import { TILE, multiplyTile } from './multiply-tile';
import { pack } from './pack';

const BLOCK_ROWS: i32 = 64;
const BLOCK_COLUMNS: i32 = 256;
const BLOCK_DEPTH: i32 = 256;
const SCRATCH_BYTES: i32 = 8 * (BLOCK_ROWS * BLOCK_DEPTH + BLOCK_COLUMNS * BLOCK_DEPTH + TILE * TILE);

/** Bits of `zeros`: what of the operands is zero, and what of the target is not asked for. */
const LOWER_TARGET: i32 = 1;
const LOWER_A: i32 = 2;
const UPPER_A: i32 = 4;
const LOWER_B: i32 = 8;

/**
 * target += scale * a b in the blocks of src/math/multiply-add.ts, so with the same bits. Of the blocks of rows it does those of
 * `worker`. Strides are in values; `scratch` has SCRATCH_BYTES a worker: room for a block of a, one of b and a tile.
 */
export function multiplyAdd(
  rows: i32,
  columns: i32,
  depth: i32,
  zeros: i32,
  scale: f64,
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  bRow: i32,
  bColumn: i32,
  target: usize,
  targetRow: i32,
  scratch: usize,
  worker: i32,
  workers: i32,
): void {
  const packedA = scratch + worker * SCRATCH_BYTES;
  const packedB = packedA + 8 * BLOCK_ROWS * BLOCK_DEPTH;
  const edge = packedB + 8 * BLOCK_COLUMNS * BLOCK_DEPTH;
  for (let column = 0; column < columns; column += BLOCK_COLUMNS) {
    const blockColumns = min(BLOCK_COLUMNS, columns - column);
    const firstRow = zeros & LOWER_TARGET ? column - (column % BLOCK_ROWS) : 0;
    for (let k = 0; k < depth; k += BLOCK_DEPTH) {
      const steps = min(BLOCK_DEPTH, depth - k);
      if (k + steps <= depthFrom(zeros, firstRow, column)) continue;
      pack(packedB, at(b, k * bRow + column * bColumn), stride(bColumn), stride(bRow), blockColumns, steps);
      for (let row = firstRow; row < rows; row += BLOCK_ROWS) {
        if (workerOf(row / BLOCK_ROWS, workers) != worker) continue;
        const blockRows = min(BLOCK_ROWS, rows - row);
        if (k + steps <= depthFrom(zeros, row, column)) continue;
        if (zeros & LOWER_A && row + blockRows <= k) continue;
        pack(packedA, at(a, row * aRow + k * aColumn), stride(aRow), stride(aColumn), blockRows, steps);
        multiplyBlock(
          zeros,
          scale,
          row,
          blockRows,
          column,
          blockColumns,
          k,
          steps,
          packedA,
          packedB,
          edge,
          at(target, row * targetRow + column),
          stride(targetRow),
        );
      }
    }
  }
}

export function multiplyBlock(
  zeros: i32,
  scale: f64,
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
  k: i32,
  steps: i32,
  packedA: usize,
  packedB: usize,
  edge: usize,
  target: usize,
  targetStride: usize,
): void {
  for (let i = 0; i < rows; i += TILE) {
    const to = zeros & LOWER_A ? min(steps, row + i + TILE - k) : steps;
    for (let j = 0; j < columns; j += TILE) {
      if (zeros & LOWER_TARGET && column + j > row + i + TILE - 1) break;
      const from = max(0, depthFrom(zeros, row + i, column + j) - k);
      if (to <= from) continue;
      const a = at(packedA, i * steps + from * TILE);
      const b = at(packedB, j * steps + from * TILE);
      const tile = target + <usize>i * targetStride + <usize>j * 8;
      if (i + TILE <= rows && j + TILE <= columns) {
        multiplyTile(to - from, scale, a, b, tile, targetStride);
      } else {
        memory.fill(edge, 0, 8 * TILE * TILE);
        multiplyTile(to - from, scale, a, b, edge, 8 * TILE);
        addEdge(tile, targetStride, edge, min(TILE, rows - i), min(TILE, columns - j));
      }
    }
  }
}

function addEdge(target: usize, targetStride: usize, edge: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++, target += targetStride, edge += 8 * TILE) {
    for (let c = 0; c < columns; c++) {
      const to = target + <usize>c * 8;
      store<f64>(to, load<f64>(to) + load<f64>(edge + <usize>c * 8));
    }
  }
}

/** Dealt out forwards and backwards in turn: each row of a triangle is longer than the one before. */
function workerOf(block: i32, workers: i32): i32 {
  const place = block % (2 * workers);
  return min(place, 2 * workers - 1 - place);
}

/** First depth at which a(i, k) b(k, j) with i >= row, j >= column can differ from zero. */
function depthFrom(zeros: i32, row: i32, column: i32): i32 {
  return max(zeros & UPPER_A ? row : 0, zeros & LOWER_B ? column : 0);
}

function at(base: usize, index: i32): usize {
  return base + <usize>index * 8;
}

function stride(values: i32): usize {
  return <usize>values * 8;
}

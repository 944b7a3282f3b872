import { TILE } from './multiply-tile';

/**
 * Lays rows of a matrix out in panels of four, step by step, filling the last panel up with zeros.
 * @param from - its first value; rows and steps are `rowStride` and `stepStride` bytes apart
 */
export function pack(
  packed: usize,
  from: usize,
  rowStride: usize,
  stepStride: usize,
  rows: i32,
  steps: i32,
): void {
  let to = packed;
  for (let row = 0; row < rows; row += TILE, from += rowStride * 4) {
    const present = min(TILE, rows - row);
    if (present < TILE) {
      packPart(to, from, rowStride, stepStride, present, steps);
    } else if (rowStride == 8) {
      packNeighbours(to, from, stepStride, steps);
    } else {
      packRows(to, from, rowStride, stepStride, steps);
    }
    to += <usize>steps * 32;
  }
}

function packNeighbours(to: usize, from: usize, stepStride: usize, steps: i32): void {
  for (let k = 0; k < steps; k++, from += stepStride, to += 32) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  }
}

function packRows(to: usize, from: usize, rowStride: usize, stepStride: usize, steps: i32): void {
  const from1 = from + rowStride;
  const from2 = from1 + rowStride;
  const from3 = from2 + rowStride;
  for (let k = 0, at: usize = 0; k < steps; k++, at += stepStride, to += 32) {
    store<f64>(to, load<f64>(from + at));
    store<f64>(to, load<f64>(from1 + at), 8);
    store<f64>(to, load<f64>(from2 + at), 16);
    store<f64>(to, load<f64>(from3 + at), 24);
  }
}

function packPart(
  to: usize,
  from: usize,
  rowStride: usize,
  stepStride: usize,
  present: i32,
  steps: i32,
): void {
  for (let k = 0; k < steps; k++, from += stepStride) {
    for (let r = 0; r < TILE; r++, to += 8)
      store<f64>(to, r < present ? load<f64>(from + <usize>r * rowStride) : 0);
  }
}

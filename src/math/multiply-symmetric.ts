import { dot } from './dot.js';

/**
 * out[0 .. size) = A x for a symmetric A, of which only the leading `size` rows of the lower triangle are read:
 * each element serves its own place and the mirrored one, four rows a pass.
 * @param matrix - rows `stride` apart
 */
export function multiplySymmetric(
  size: number,
  matrix: Float64Array,
  stride: number,
  x: Float64Array,
  xStart: number,
  out: Float64Array,
  outStart: number,
): void {
  out.fill(0, outStart, outStart + size);
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    fourRows(i, matrix, i * stride, stride, x, xStart, out, outStart);
    for (let r = 0; r < 4; r++) corner(i, i + r, matrix, stride, x, xStart, out, outStart);
  }
  for (; i < size; i++) {
    const row = i * stride;
    const own = x[xStart + i]!;
    for (let j = 0; j < i; j++) out[outStart + j]! += own * matrix[row + j]!;
    out[outStart + i]! += dot(i + 1, matrix, row, x, xStart);
  }
}

/** The part of rows i .. i+3 left of the 4 x 4 block on the diagonal. */
function fourRows(
  i: number,
  matrix: Float64Array,
  row0: number,
  stride: number,
  x: Float64Array,
  xStart: number,
  out: Float64Array,
  outStart: number,
): void {
  const row1 = row0 + stride;
  const row2 = row1 + stride;
  const row3 = row2 + stride;
  const x0 = x[xStart + i]!;
  const x1 = x[xStart + i + 1]!;
  const x2 = x[xStart + i + 2]!;
  const x3 = x[xStart + i + 3]!;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let j = 0; j < i; j++) {
    const a0 = matrix[row0 + j]!;
    const a1 = matrix[row1 + j]!;
    const a2 = matrix[row2 + j]!;
    const a3 = matrix[row3 + j]!;
    const xj = x[xStart + j]!;
    s0 += a0 * xj;
    s1 += a1 * xj;
    s2 += a2 * xj;
    s3 += a3 * xj;
    out[outStart + j]! += a0 * x0 + a1 * x1 + (a2 * x2 + a3 * x3);
  }
  out[outStart + i]! += s0;
  out[outStart + i + 1]! += s1;
  out[outStart + i + 2]! += s2;
  out[outStart + i + 3]! += s3;
}

/** Row `row` of the 4 x 4 block on the diagonal that starts at `first`. */
function corner(
  first: number,
  row: number,
  matrix: Float64Array,
  stride: number,
  x: Float64Array,
  xStart: number,
  out: Float64Array,
  outStart: number,
): void {
  for (let j = first; j < row; j++) {
    const value = matrix[row * stride + j]!;
    out[outStart + row]! += value * x[xStart + j]!;
    out[outStart + j]! += value * x[xStart + row]!;
  }
  out[outStart + row]! += matrix[row * stride + row]! * x[xStart + row]!;
}

/** Rows and columns of the tile that {@link multiplyTile} keeps in registers. */
export const TILE = 4;

/**
 * target[0..3, 0..3] += scale * a^T b over `depth` packed steps: step k of a panel is its four values
 * at `start + 4 k`. The sixteen sums stay in registers, so each value loaded serves four products.
 * @param targetStart - index of the tile's first element; its rows are `targetStride` apart
 */
export function multiplyTile(
  depth: number,
  scale: number,
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  target: Float64Array,
  targetStart: number,
  targetStride: number,
): void {
  let c00 = 0;
  let c01 = 0;
  let c02 = 0;
  let c03 = 0;
  let c10 = 0;
  let c11 = 0;
  let c12 = 0;
  let c13 = 0;
  let c20 = 0;
  let c21 = 0;
  let c22 = 0;
  let c23 = 0;
  let c30 = 0;
  let c31 = 0;
  let c32 = 0;
  let c33 = 0;
  // `| 0` tells the compiler that indices are 32-bit integers: without it each sum is checked for overflow.
  let i = aStart | 0;
  let j = bStart | 0;
  const end = (i + TILE * depth) | 0;
  for (; i < end; i = (i + TILE) | 0, j = (j + TILE) | 0) {
    const b0 = b[j]!;
    const b1 = b[(j + 1) | 0]!;
    const b2 = b[(j + 2) | 0]!;
    const b3 = b[(j + 3) | 0]!;
    let x = a[i]!;
    c00 += x * b0;
    c01 += x * b1;
    c02 += x * b2;
    c03 += x * b3;
    x = a[(i + 1) | 0]!;
    c10 += x * b0;
    c11 += x * b1;
    c12 += x * b2;
    c13 += x * b3;
    x = a[(i + 2) | 0]!;
    c20 += x * b0;
    c21 += x * b1;
    c22 += x * b2;
    c23 += x * b3;
    x = a[(i + 3) | 0]!;
    c30 += x * b0;
    c31 += x * b1;
    c32 += x * b2;
    c33 += x * b3;
  }
  let t = targetStart;
  target[t]! += scale * c00;
  target[t + 1]! += scale * c01;
  target[t + 2]! += scale * c02;
  target[t + 3]! += scale * c03;
  t += targetStride;
  target[t]! += scale * c10;
  target[t + 1]! += scale * c11;
  target[t + 2]! += scale * c12;
  target[t + 3]! += scale * c13;
  t += targetStride;
  target[t]! += scale * c20;
  target[t + 1]! += scale * c21;
  target[t + 2]! += scale * c22;
  target[t + 3]! += scale * c23;
  t += targetStride;
  target[t]! += scale * c30;
  target[t + 1]! += scale * c31;
  target[t + 2]! += scale * c32;
  target[t + 3]! += scale * c33;
}

/**
 * Squared Euclidean distance of `length` values of a, from `aStart`, and of b, from `bStart`: float64 throughout, in a fixed order of
 * summation, so that it is the same to the bit in both directions and for equal vectors. This is the distance that all
 * nearest-neighbour scores are defined by.
 */
export function squaredDistance(
  length: number,
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const d0 = a[aStart + i]! - b[bStart + i]!;
    const d1 = a[aStart + i + 1]! - b[bStart + i + 1]!;
    const d2 = a[aStart + i + 2]! - b[bStart + i + 2]!;
    const d3 = a[aStart + i + 3]! - b[bStart + i + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; i < length; i++) {
    const d = a[aStart + i]! - b[bStart + i]!;
    s0 += d * d;
  }
  return s0 + s1 + (s2 + s3);
}

/** Inner product of `length` values of a and of b. */
export function dot(length: i32, a: usize, b: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let i = 0;
  for (; i + 8 <= length; i += 8, a += 64, b += 64) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a), v128.load(b)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(a, 32), v128.load(b, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(a, 48), v128.load(b, 48)));
  }
  const pair = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let total = f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
  for (; i < length; i++, a += 8, b += 8) total += load<f64>(a) * load<f64>(b);
  return total;
}

/**
 * target[0 .. length) += sum over r of coefficients[r] * (row r), four rows a pass.
 * @param rows - `stride` values apart
 */
export function addCombination(
  target: usize,
  length: i32,
  count: i32,
  coefficients: usize,
  rows: usize,
  stride: i32,
): void {
  const next = <usize>stride * 8;
  let r = 0;
  for (; r + 4 <= count; r += 4, rows += next * 4, coefficients += 32)
    addFour(target, length, coefficients, rows, next);
  for (; r < count; r++, rows += next, coefficients += 8)
    addOne(target, length, load<f64>(coefficients), rows);
}

export function addFour(target: usize, length: i32, coefficients: usize, row0: usize, stride: usize): void {
  const row1 = row0 + stride;
  const row2 = row1 + stride;
  const row3 = row2 + stride;
  const c0 = v128.load64_splat(coefficients);
  const c1 = v128.load64_splat(coefficients, 8);
  const c2 = v128.load64_splat(coefficients, 16);
  const c3 = v128.load64_splat(coefficients, 24);
  const pairs = <usize>(length / 2) * 16;
  let at: usize = 0;
  for (; at < pairs; at += 16) {
    const left = f64x2.add(f64x2.mul(c0, v128.load(row0 + at)), f64x2.mul(c1, v128.load(row1 + at)));
    const right = f64x2.add(f64x2.mul(c2, v128.load(row2 + at)), f64x2.mul(c3, v128.load(row3 + at)));
    v128.store(target + at, f64x2.add(v128.load(target + at), f64x2.add(left, right)));
  }
  if (length & 1) {
    const left =
      f64x2.extract_lane(c0, 0) * load<f64>(row0 + at) + f64x2.extract_lane(c1, 0) * load<f64>(row1 + at);
    const right =
      f64x2.extract_lane(c2, 0) * load<f64>(row2 + at) + f64x2.extract_lane(c3, 0) * load<f64>(row3 + at);
    store<f64>(target + at, load<f64>(target + at) + (left + right));
  }
}

function addOne(target: usize, length: i32, coefficient: f64, row: usize): void {
  const c = f64x2.splat(coefficient);
  const pairs = <usize>(length / 2) * 16;
  let at: usize = 0;
  for (; at < pairs; at += 16) {
    v128.store(target + at, f64x2.add(v128.load(target + at), f64x2.mul(c, v128.load(row + at))));
  }
  if (length & 1) store<f64>(target + at, load<f64>(target + at) + coefficient * load<f64>(row + at));
}

/**
 * Groups of four rows are dealt to this many stripes, each with sums of its own, which are added up last: the result does not depend
 * on how many workers share the stripes.
 */
const STRIPES: i32 = 4;

/**
 * Sums of the stripes of A x for a symmetric A of `size` rows, of which the lower triangle is read; every `workers`-th of them, from
 * `worker` on. Strides are in values.
 * @param sums - [STRIPES x size], overwritten
 */
export function multiplySymmetric(
  size: i32,
  matrix: usize,
  stride: i32,
  x: usize,
  sums: usize,
  worker: i32,
  workers: i32,
): void {
  for (let stripe = worker; stripe < STRIPES; stripe += workers) {
    const out = sums + <usize>(stripe * size) * 8;
    memory.fill(out, 0, <usize>size * 8);
    multiplyStripe(size, matrix, <usize>stride * 8, x, out, stripe);
  }
}

/** out = the sum of the stripes' sums. */
export function addStripes(size: i32, sums: usize, out: usize): void {
  const next = <usize>size * 8;
  for (let i = 0; i < size; i++, sums += 8, out += 8) {
    const left = load<f64>(sums) + load<f64>(sums + next);
    store<f64>(out, left + (load<f64>(sums + 2 * next) + load<f64>(sums + 3 * next)));
  }
}

function multiplyStripe(size: i32, matrix: usize, stride: usize, x: usize, out: usize, stripe: i32): void {
  const groups = size / 4;
  for (let group = stripe; group < groups; group += STRIPES) {
    const i = 4 * group;
    const row = matrix + <usize>i * stride;
    fourRows(i, row, stride, x, out);
    for (let r = 0; r < 4; r++) restOfRow(i, i + r, row + <usize>r * stride, x, out);
  }
  if (stripe == 0) {
    for (let i = 4 * groups; i < size; i++) restOfRow(0, i, matrix + <usize>i * stride, x, out);
  }
}

/** The first `columns` columns of four rows, which lie left of the diagonal. */
export function fourRows(columns: i32, row0: usize, stride: usize, x: usize, out: usize): void {
  let row1 = row0 + stride;
  let row2 = row1 + stride;
  let row3 = row2 + stride;
  const own = x + <usize>columns * 8;
  const x0 = v128.load64_splat(own);
  const x1 = v128.load64_splat(own, 8);
  const x2 = v128.load64_splat(own, 16);
  const x3 = v128.load64_splat(own, 24);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  for (; x < own; x += 16, row0 += 16, row1 += 16, row2 += 16, row3 += 16, out += 16) {
    const xs = v128.load(x);
    const a0 = v128.load(row0);
    const a1 = v128.load(row1);
    const a2 = v128.load(row2);
    const a3 = v128.load(row3);
    s0 = f64x2.add(s0, f64x2.mul(a0, xs));
    s1 = f64x2.add(s1, f64x2.mul(a1, xs));
    s2 = f64x2.add(s2, f64x2.mul(a2, xs));
    s3 = f64x2.add(s3, f64x2.mul(a3, xs));
    const left = f64x2.add(f64x2.mul(a0, x0), f64x2.mul(a1, x1));
    const right = f64x2.add(f64x2.mul(a2, x2), f64x2.mul(a3, x3));
    v128.store(out, f64x2.add(v128.load(out), f64x2.add(left, right)));
  }
  addTo(out, sum(s0));
  addTo(out + 8, sum(s1));
  addTo(out + 16, sum(s2));
  addTo(out + 24, sum(s3));
}

/** Columns `first` to the diagonal of row `i`. */
function restOfRow(first: i32, i: i32, row: usize, x: usize, out: usize): void {
  const own = load<f64>(x + <usize>i * 8);
  let total = load<f64>(row + <usize>i * 8) * own;
  for (let j = first; j < i; j++) {
    const value = load<f64>(row + <usize>j * 8);
    total += value * load<f64>(x + <usize>j * 8);
    addTo(out + <usize>j * 8, value * own);
  }
  addTo(out + <usize>i * 8, total);
}

function addTo(target: usize, value: f64): void {
  store<f64>(target, load<f64>(target) + value);
}

function sum(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

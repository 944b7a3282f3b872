import type { Tridiagonal } from './tridiagonalise.js';

/** Half the distance from 1 to the next number: the relative rounding of one operation. */
const ROUNDING = Number.EPSILON / 2;
/** Squared. Its square root is far below rounding, its inverse far from the largest number. */
const NO_COSINE = 2 ** -960;
const MAX_SWEEPS_PER_EIGENVALUE = 30;

/**
 * Eigenvalues of a symmetric tridiagonal matrix, ascending, by the QL iteration of Pal, Walker and Kahan, which
 * works on squares of the off-diagonal and needs no root in its inner loop.
 * @throws Error if the iteration does not converge (not seen; a bound against looping on)
 * @source B. Parlett, "The symmetric eigenvalue problem" (1980), section 8.15
 */
export function tridiagonalEigenvalues({ diagonal, offDiagonal }: Tridiagonal): Float64Array {
  const size = diagonal.length;
  const largest = offDiagonal.reduce(largestMagnitude, diagonal.reduce(largestMagnitude, 0));
  if (largest === 0) return new Float64Array(size);
  // A power of two, so that scaling is exact; without it the squares of small or large values would be lost.
  const scale = 2 ** -Math.round(Math.log2(largest));
  const d = diagonal.map((value) => value * scale);
  const e2 = offDiagonal.map((value) => (value * scale) ** 2);
  for (let begin = 0; begin < size;) {
    const end = endOfBlock(d, e2, begin, size - 1);
    if (end < size - 1) e2[end] = 0;
    solveBlock(d, e2, begin, end);
    begin = end + 1;
  }
  return d.map((value) => value / scale).sort();
}

function largestMagnitude(max: number, value: number): number {
  return Math.max(max, Math.abs(value));
}

/** First index from `begin` whose coupling to the next is negligible, or `last`. */
function endOfBlock(d: Float64Array, e2: Float64Array, begin: number, last: number): number {
  for (let m = begin; m < last; m++) {
    if (e2[m]! <= ROUNDING * ROUNDING * Math.abs(d[m]! * d[m + 1]!) || e2[m]! < Number.MIN_VALUE / ROUNDING)
      return m;
  }
  return last;
}

/** Turns d[begin .. end], an unreduced block, into its eigenvalues. */
function solveBlock(d: Float64Array, e2: Float64Array, begin: number, end: number): void {
  // QL converges at the top: let the small end be there.
  if (Math.abs(d[end]!) < Math.abs(d[begin]!)) {
    d.subarray(begin, end + 1).reverse();
    e2.subarray(begin, end).reverse();
  }
  let sweepsLeft = MAX_SWEEPS_PER_EIGENVALUE * (end - begin + 1);
  for (let top = begin; top < end;) {
    const bottom = endOfBlock(d, e2, top, end);
    if (bottom < end) e2[bottom] = 0;
    if (bottom === top) {
      top++;
    } else if (bottom === top + 1) {
      solvePair(d, e2, top);
      top += 2;
    } else {
      if (sweepsLeft-- === 0) throw new Error('The eigenvalue iteration did not converge.');
      sweep(d, e2, top, bottom);
    }
  }
}

/** Eigenvalues of the 2 x 2 block at `top`; the smaller one as determinant over the larger, against cancellation. */
function solvePair(d: Float64Array, e2: Float64Array, top: number): void {
  const a = d[top]!;
  const b = d[top + 1]!;
  const off2 = e2[top]!;
  const root = Math.sqrt((a - b) ** 2 + 4 * off2);
  const sum = a + b;
  const outer = (sum + (sum >= 0 ? root : -root)) / 2;
  const larger = Math.abs(a) > Math.abs(b) ? a : b;
  const smaller = larger === a ? b : a;
  d[top] = outer === 0 ? 0 : (larger / outer) * smaller - off2 / outer;
  d[top + 1] = outer;
  e2[top] = 0;
}

/** One QL sweep with Wilkinson's shift over the unreduced block [top, bottom]. */
function sweep(d: Float64Array, e2: Float64Array, top: number, bottom: number): void {
  const root = Math.sqrt(e2[top]!);
  const half = (d[top + 1]! - d[top]!) / (2 * root);
  const hypotenuse = Math.sqrt(half * half + 1);
  const shift = d[top]! - root / (half + (half >= 0 ? hypotenuse : -hypotenuse));
  let cosine2 = 1;
  let sine2 = 0;
  let gamma = d[bottom]! - shift;
  let p = gamma * gamma;
  for (let i = bottom - 1; i >= top; i--) {
    const off2 = e2[i]!;
    const r = p + off2;
    if (i !== bottom - 1) e2[i + 1] = sine2 * r;
    const previousCosine2 = cosine2;
    cosine2 = p / r;
    sine2 = off2 / r;
    const previousGamma = gamma;
    const value = d[i]!;
    gamma = cosine2 * (value - shift) - sine2 * previousGamma;
    d[i + 1] = previousGamma + (value - gamma);
    // gamma^2 / cosine2; r / p does not wait for it. A cosine of 0, or as good as 0, takes the limit.
    p = cosine2 < NO_COSINE ? previousCosine2 * off2 : gamma * gamma * (r / p);
  }
  e2[top] = sine2 * p;
  d[top] = shift + gamma;
}

import type { VectorSource } from './vector-pairs.js';

/** What bounds the errors of an arithmetic. */
interface Arithmetic {
  /** Largest relative error of a rounded operation. */
  readonly unit: number;
  /** Above all that underflow can take from an operation on values around 1, also where it is flushed to zero. */
  readonly tiny: number;
  /** Two vectors of this norm or less have a product that does not overflow, partial sums included. */
  readonly largestNorm: number;
}

const FLOAT32: Arithmetic = { unit: 2 ** -24, tiny: 2 ** -120, largestNorm: 2 ** 63 };
const FLOAT64: Arithmetic = { unit: 2 ** -53, tiny: 2 ** -1000, largestNorm: 2 ** 500 };

/**
 * Vectors rounded for a product engine, and what bounds their distances: whatever the order of summation, with p the engine's
 * product of row i of one set and row j of another, the squared distance in float64 lies between
 * `low[i] + low[j] - 2 p - spread[i] spread[j]` and `high[i] + high[j] - 2 p + spread[i] spread[j]`. A bound that is not finite or
 * NaN says nothing about its pair.
 *
 * Why. Let z be the vectors, a = z (1 + e) with |e| <= u the rounded ones, d their width, r = |a|.
 * 1. Product: |p - a_i a_j| <= g r_i r_j with g = d u / (1 - d u), so s = r_i^2 + r_j^2 - 2 p misses T = |a_i - a_j|^2 by at most
 *    2 g r_i r_j; hence spread = sqrt(2 g) r.
 * 2. Rounding of z: sqrt(T) misses sqrt(E), E = |z_i - z_j|^2, by at most u (r_i + r_j) (1 + u); since sqrt(T) <= r_i + r_j, T
 *    misses E by at most 2 u (1 + u)^2 (r_i + r_j)^2 <= 4.01 u (r_i^2 + r_j^2), and with the same for second orders 5 u (...).
 * 3. Float64: r^2 is right to d 2^-53, E <= 2 (r_i^2 + r_j^2) as computed from the features to about d 2^-53, s itself to a few
 *    units; together below (d + 8) 2^-51 (r_i^2 + r_j^2).
 * 4. Underflow: at most d `tiny` (1 + r_i + r_j) in all.
 * 5. Signs folded, |p| for p: ||p| - |a_i a_j|| is not larger than |p - a_i a_j|, and the rest holds for a_i and -a_j.
 * @source N. Higham, "Accuracy and Stability of Numerical Algorithms" (2002), ch. 3
 */
export interface RoundedRows<Data extends Float32Array | Float64Array> {
  readonly rows: number;
  readonly columns: number;
  readonly data: Data;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly spread: Float64Array;
}

export function roundToFloat32(source: VectorSource): RoundedRows<Float32Array> {
  return round(source, 0, source.rows, new Float32Array(source.rows * source.columns), FLOAT32);
}

/** Rows from `start` to before `end`. */
export function roundToFloat64(source: VectorSource, start: number, end: number): RoundedRows<Float64Array> {
  return round(source, start, end, new Float64Array((end - start) * source.columns), FLOAT64);
}

/** The rows from `start` to before `end`, sharing memory. */
export function rowRange(
  { columns, data, low, high, spread }: RoundedRows<Float32Array>,
  start: number,
  end: number,
): RoundedRows<Float32Array> {
  return {
    rows: end - start,
    columns,
    data: data.subarray(start * columns, end * columns),
    low: low.subarray(start, end),
    high: high.subarray(start, end),
    spread: spread.subarray(start, end),
  };
}

function round<Data extends Float32Array | Float64Array>(
  source: VectorSource,
  start: number,
  end: number,
  data: Data,
  { unit, tiny, largestNorm }: Arithmetic,
): RoundedRows<Data> {
  const { columns } = source;
  const rows = end - start;
  const [low, high, spread] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const product = (columns * unit) / (1 - columns * unit);
  const relative = 5 * unit + (columns + 8) * 2 ** -51;
  const vector = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    source.read(start + i, vector);
    data.set(vector, i * columns);
    const square = squaredNorm(data, i * columns, (i + 1) * columns);
    const norm = Math.sqrt(square);
    const slack = relative * square + columns * tiny * (1 + norm);
    low[i] = square - slack;
    high[i] = square + slack;
    spread[i] = norm <= largestNorm ? Math.sqrt(2 * product) * norm * (1 + 2 ** -40) : Infinity;
  }
  return { rows, columns, data, low, high, spread };
}

function squaredNorm(data: Float32Array | Float64Array, start: number, end: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = start;
  for (; k + 4 <= end; k += 4) {
    s0 += data[k]! * data[k]!;
    s1 += data[k + 1]! * data[k + 1]!;
    s2 += data[k + 2]! * data[k + 2]!;
    s3 += data[k + 3]! * data[k + 3]!;
  }
  for (; k < end; k++) s0 += data[k]! * data[k]!;
  return s0 + s1 + (s2 + s3);
}

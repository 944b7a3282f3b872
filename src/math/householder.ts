import type { Kernels } from './kernels/kernels.js';

export interface Reflection {
  /** H = I - tau v v^T; 0 if nothing needs reflecting. */
  readonly tau: number;
  /** What the vector's last value becomes; the others become 0. */
  readonly last: number;
}

/** What vanishes of a sum of squares from here on is no more than rounding. */
const SAFE = 2 ** -900;

/**
 * The Householder reflection that takes the first `length` values of `vector` to (0, ..., 0, last), and its v,
 * with v[length - 1] = 1, written to `v` from `vStart`.
 */
export function reflectOntoLast(
  vector: Float64Array,
  start: number,
  length: number,
  v: Float64Array,
  vStart: number,
  kernels: Kernels,
): Reflection {
  const pivot = vector[start + length - 1]!;
  const head = norm(length - 1, vector, start, kernels);
  if (head === 0) {
    v.fill(0, vStart, vStart + length);
    return { tau: 0, last: pivot };
  }
  const whole = Math.hypot(head, pivot);
  const last = pivot >= 0 ? -whole : whole;
  const scale = 1 / (pivot - last);
  for (let k = 0; k < length - 1; k++) v[vStart + k] = vector[start + k]! * scale;
  v[vStart + length - 1] = 1;
  return { tau: (last - pivot) / last, last };
}

/** Euclidean norm. Values are scaled only where their squares would overflow, or vanish. */
function norm(length: number, values: Float64Array, start: number, kernels: Kernels): number {
  const square = kernels.dot(length, values, start, values, start);
  if (square > SAFE && square < 1 / SAFE) return Math.sqrt(square);
  let largest = 0;
  for (let k = start; k < start + length; k++) largest = Math.max(largest, Math.abs(values[k]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let k = start; k < start + length; k++) sum += (values[k]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

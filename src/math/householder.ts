import type { Kernels } from './kernels/kernels.js';

export interface Reflection {
  /** H = I - tau v v^T; 0 if nothing needs reflecting. */
  readonly tau: number;
  /** What the vector's last value becomes; the others become 0. */
  readonly last: number;
}

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
  let largest = 0;
  for (let k = 0; k < length - 1; k++) largest = Math.max(largest, Math.abs(vector[start + k]!));
  if (largest === 0) {
    v.fill(0, vStart, vStart + length);
    return { tau: 0, last: pivot };
  }
  // Squares of scaled values neither overflow nor vanish.
  largest = Math.max(largest, Math.abs(pivot));
  for (let k = 0; k < length; k++) v[vStart + k] = vector[start + k]! / largest;
  const norm = largest * Math.sqrt(kernels.dot(length, v, vStart, v, vStart));
  const last = pivot >= 0 ? -norm : norm;
  const scale = 1 / (pivot - last);
  for (let k = 0; k < length - 1; k++) v[vStart + k] = vector[start + k]! * scale;
  v[vStart + length - 1] = 1;
  return { tau: (last - pivot) / last, last };
}

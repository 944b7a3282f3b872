import type { FeatureMatrix } from './feature-matrix.js';

/** Euclidean length of each row, in float64. */
export function rowNorms({ rows, columns, data }: FeatureMatrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const values = data.subarray(row * columns, (row + 1) * columns);
    return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  });
}

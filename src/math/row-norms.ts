import type { FeatureMatrix } from './feature-matrix.js';

/** Euclidean length of each row, in float64. */
export function rowNorms({ rows, columns, data }: FeatureMatrix): Float64Array {
  const norms = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = i * columns; k < (i + 1) * columns; k++) sum += data[k]! * data[k]!;
    norms[i] = Math.sqrt(sum);
  }
  return norms;
}

import type { Matrix } from '../../src/math/matrix.js';
import { Mt19937 } from '../../src/math/mt19937.js';

/** G G^T for a seeded normal G [size x rank], so that its rank is min(size, rank). */
export function randomCovariance(size: number, rank: number, seed: number): Matrix {
  const factor = new Mt19937(seed).normals(size * rank);
  const data = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < rank; k++) sum += factor[i * rank + k]! * factor[j * rank + k]!;
      data[i * size + j] = sum / rank;
      data[j * size + i] = sum / rank;
    }
  }
  return { rows: size, columns: size, data };
}

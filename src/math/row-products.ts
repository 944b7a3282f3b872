import type { FeatureMatrix } from './feature-matrix.js';
import type { Matrix } from './matrix.js';
import { multiplyAdd } from './multiply-add.js';

/**
 * Inner products of the rows of two matrices, a b^T: the one heavy operation of the metrics that compare every image
 * with every other. Given to them, so that a faster engine can do it.
 */
export interface RowProducts {
  /** @returns [a.rows x b.rows], each to within float32 rounding of its terms */
  float32(a: FeatureMatrix, b: FeatureMatrix): Promise<Float32Array>;
  /** @returns [a.rows x b.rows], each to within float64 rounding of its terms */
  float64(a: Matrix, b: Matrix): Promise<Float64Array>;
}

/** Row products in TypeScript alone, in float64 whatever is asked for. */
export const plainRowProducts: RowProducts = {
  float32: (a, b) => Promise.resolve(Float32Array.from(products(toMatrix(a), toMatrix(b)))),
  float64: (a, b) => Promise.resolve(products(a, b)),
};

/** The same values as float64. */
export function toMatrix({ rows, columns, data }: FeatureMatrix): Matrix {
  return { rows, columns, data: Float64Array.from(data) };
}

function products(a: Matrix, b: Matrix): Float64Array {
  const out = new Float64Array(a.rows * b.rows);
  multiplyAdd(
    { rows: a.rows, columns: b.rows, depth: a.columns },
    1,
    { data: a.data, start: 0, rowStride: a.columns, columnStride: 1 },
    { data: b.data, start: 0, rowStride: 1, columnStride: b.columns },
    { data: out, start: 0, rowStride: b.rows },
  );
  return out;
}

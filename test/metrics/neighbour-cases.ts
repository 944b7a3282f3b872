import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { normals, sampleOf } from './samples.js';

/** Integers -1, 0 and 1: many distances are equal, and many images are duplicates. */
export function ternary(seed: number, rows: number, columns: number): FeatureMatrix {
  const data = Float32Array.from(new Mt19937(seed).integers(-1, 2, rows * columns));
  return { rows, columns, data };
}

/** The numbers 0, 1, ..., each as often as the next. */
export function copiesOf(kinds: number, each: number): FeatureMatrix {
  const rows = kinds * each;
  return {
    rows,
    columns: 2,
    data: Float32Array.from({ length: rows * 2 }, (_, i) => Math.floor(i / 2) % kinds),
  };
}

export const NEIGHBOUR_CASES: readonly (readonly [
  name: string,
  real: FeatureSample,
  generated: FeatureSample,
])[] = [
  ['alike', sampleOf(normals(1, 150, 4), 'r'), sampleOf(normals(2, 130, 4), 'g')],
  ['apart', sampleOf(normals(3, 130, 6), 'r'), sampleOf(normals(4, 150, 6, 0.7), 'g')],
  [
    'more spread, far from the origin',
    sampleOf(normals(5, 100, 6, 300), 'r'),
    sampleOf(normals(6, 100, 6, 300, 1.4), 'g'),
  ],
  ['collapsed', sampleOf(normals(7, 90, 8), 'r'), sampleOf(normals(8, 90, 8, 0.1, 1e-3), 'g')],
  ['tied and duplicated', sampleOf(ternary(9, 120, 4), 'r'), sampleOf(ternary(10, 110, 4), 'g')],
  ['of a dozen images', sampleOf(normals(11, 12, 3), 'r'), sampleOf(normals(12, 9, 3), 'g')],
];

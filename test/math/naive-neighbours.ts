import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { squaredDistance } from '../../src/math/squared-distance.js';

export interface NaiveNeighbour {
  readonly index: number;
  readonly squaredDistance: number;
}

/** Distance of row i of a and row j of b, by definition. */
export function distanceOf(a: FeatureMatrix, i: number, b: FeatureMatrix, j: number): number {
  return squaredDistance(a.columns, a.data, i * a.columns, b.data, j * b.columns);
}

/** All rows of b from the nearest to row i of a, lower indices first among equals; `except` is left out. */
export function sortedNeighbours(
  a: FeatureMatrix,
  i: number,
  b: FeatureMatrix,
  except = -1,
): NaiveNeighbour[] {
  return Array.from({ length: b.rows }, (_, index) => ({
    index,
    squaredDistance: distanceOf(a, i, b, index),
  }))
    .filter(({ index }) => index !== except)
    .sort((x, y) => x.squaredDistance - y.squaredDistance || x.index - y.index);
}

import type { FeatureMatrix } from '../math/feature-matrix.js';
import type { NearestLists } from '../math/nearest-lists.js';
import { nearestWithin } from '../math/nearest-neighbours.js';
import type { MetricTools } from './definition.js';

/** The larger of the usual k, 3 and 5: metrics that ask for less find each other's lists. */
const USUAL_K = 5;
/** A list of 2 k and this many more hardly ever ends before the k-th in the same half of a split. */
const SPARE_FOR_HALVES = 22;

const known = new WeakMap<
  FeatureMatrix,
  { readonly length: number; readonly lists: Promise<NearestLists> }
>();

/**
 * Each image's nearest others in its own set, k and, for intervals, many more where there are. Metrics of one set share the work: the lists are kept as
 * long as its features are.
 */
export async function nearestOthers(
  features: FeatureMatrix,
  k: number,
  { products, intervals, onProgress }: MetricTools,
): Promise<NearestLists> {
  const lengthFor = (wanted: number) =>
    Math.min(intervals ? 2 * wanted + SPARE_FOR_HALVES : wanted, features.rows - 1);
  let entry = known.get(features);
  if (!entry || entry.length < lengthFor(k)) {
    const length = lengthFor(Math.max(k, USUAL_K));
    entry = { length, lists: nearestWithin(features, length, products, onProgress) };
    known.set(features, entry);
  }
  try {
    return await entry.lists;
  } catch (error) {
    known.delete(features);
    throw error;
  }
}

/** Images of which the set has another with the same features. */
export function countDuplicates({ points, length, squaredDistances }: NearestLists): number {
  let count = 0;
  for (let i = 0; i < points; i++) if (squaredDistances[i * length] === 0) count++;
  return count;
}

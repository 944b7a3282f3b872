import { selectRows, type FeatureMatrix } from './feature-matrix.js';
import type { GaussianStatistics } from './gaussian-statistics.js';
import { StatisticsAccumulator } from './statistics-accumulator.js';

/**
 * Mean and covariance of growing subsets of rows, each the first so many of an order, in one pass over the rows.
 * @param sizes - ascending
 * @throws InsufficientSamplesError if a size is below 2
 */
export function* prefixStatistics(
  features: FeatureMatrix,
  order: Int32Array,
  sizes: readonly number[],
): Generator<GaussianStatistics, void> {
  const accumulator = new StatisticsAccumulator(features.columns);
  for (const size of sizes) {
    accumulator.add(selectRows(features, order.subarray(accumulator.count, size)).data);
    yield accumulator.finish();
  }
}

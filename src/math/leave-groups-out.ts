import { selectRows, type FeatureMatrix } from './feature-matrix.js';
import type { GaussianStatistics } from './gaussian-statistics.js';
import { StatisticsAccumulator } from './statistics-accumulator.js';

/** Mean and covariance of all rows. */
export function gaussianStatistics({ columns, data }: FeatureMatrix): GaussianStatistics {
  const accumulator = new StatisticsAccumulator(columns);
  accumulator.add(data);
  return accumulator.finish();
}

/**
 * Mean and covariance of all rows but one group's, for each group in turn. A group is taken out of the sums of all, so that
 * all of them together cost little more than one pass over the rows.
 * @param groups - of each row, 0 to count - 1
 */
export function* leaveGroupsOut(
  features: FeatureMatrix,
  groups: Uint8Array,
  count: number,
): Generator<GaussianStatistics, void> {
  const { columns, data } = features;
  const all = new StatisticsAccumulator(columns);
  all.add(data);
  for (let group = 0; group < count; group++) {
    const rows = Array.from(groups.keys()).filter((row) => groups[row] === group);
    const part = new StatisticsAccumulator(columns);
    part.add(selectRows(features, rows).data);
    yield all.finishWithout(part);
  }
}

import { selectRows, type FeatureMatrix } from './feature-matrix.js';
import type { GaussianStatistics } from './gaussian-statistics.js';
import { onFastKernels } from './kernels/on-fast-kernels.js';
import { StatisticsAccumulator } from './statistics-accumulator.js';

/** Mean and covariance of all rows. */
export function gaussianStatistics({ columns, data }: FeatureMatrix): GaussianStatistics {
  return onFastKernels((kernels) => {
    const accumulator = new StatisticsAccumulator(columns, kernels);
    accumulator.add(data);
    return accumulator.finish();
  });
}

/**
 * Mean and covariance of all rows but one group's, for each group in turn. A group is taken out of the sums of all, so that
 * all of them together cost little more than one pass over the rows.
 * @param groups - of each row, 0 to count - 1
 * @param whole - statistics of all rows, if they are known
 */
export function* leaveGroupsOut(
  features: FeatureMatrix,
  groups: Uint8Array,
  count: number,
  whole: GaussianStatistics = gaussianStatistics(features),
): Generator<GaussianStatistics, void> {
  const all = StatisticsAccumulator.from({ ...whole, count: features.rows });
  for (let group = 0; group < count; group++) {
    const rows = Array.from(groups.keys()).filter((row) => groups[row] === group);
    yield onFastKernels((kernels) => {
      const part = new StatisticsAccumulator(features.columns, kernels);
      part.add(selectRows(features, rows).data);
      return all.finishWithout(part);
    });
  }
}

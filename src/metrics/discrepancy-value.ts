import type { GroupedRows } from '../math/grouped-rows.js';
import { kernelSums } from '../math/kernel-sums.js';
import { meanDiscrepancy, type DiscrepancyEstimator } from '../math/mean-discrepancy.js';
import type { RowKernel } from '../math/row-kernel.js';
import type { DefinedValue, MetricTools, MetricValue } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';

/** How a score follows from kernel sums. */
export interface DiscrepancyRecipe {
  readonly kernel: RowKernel;
  readonly estimator: DiscrepancyEstimator;
  /** What the discrepancy is multiplied by. */
  readonly scale: number;
}

/**
 * Squared maximum mean discrepancy of two sets, with its values without each group.
 * @param real - in the jackknife groups of the replicates, as is `generated`
 */
export async function discrepancyValue(
  real: GroupedRows,
  generated: GroupedRows,
  { kernel, estimator, scale }: DiscrepancyRecipe,
  { products, intervals, onProgress }: MetricTools,
): Promise<MetricValue> {
  const sums = await kernelSums(real, generated, { kernel, products, onProgress });
  const whole = meanDiscrepancy(sums, estimator);
  if (!whole || !Number.isFinite(whole.value)) return overflow;
  const replicates = Array.from({ length: sums.groups }, (_, group) => {
    const without = meanDiscrepancy(sums, estimator, group);
    return without ? scale * without.value : NaN;
  });
  return {
    status: 'ok',
    value: scale * whole.value,
    replicates: replicatesOrReason(intervals, replicates),
    warnings: [],
    details: {
      withinReal: kernel.offset + whole.withinX,
      withinGenerated: kernel.offset + whole.withinY,
      between: kernel.offset + whole.between,
    },
  };
}

export const overflow: MetricValue = {
  status: 'undefined',
  reason:
    'the kernel of features this large is beyond what numbers can hold; take a lower degree, a smaller gamma, or features of ordinary size',
};

/**
 * Replicates as a score gives them.
 * @param replicates - NaN where too few images were left
 */
export function replicatesOrReason(
  intervals: boolean,
  replicates: readonly number[],
): DefinedValue['replicates'] {
  if (!intervals) return NO_INTERVAL_ASKED;
  if (replicates.every((replicate) => Number.isFinite(replicate))) return Float64Array.from(replicates);
  return {
    reason:
      'too few images: without one of the groups that they are dealt into, fewer than 2 of a side would be compared',
  };
}

import { InsufficientSamplesError } from '../errors.js';
import { meanDiscrepancy } from '../math/mean-discrepancy.js';
import { Mt19937 } from '../math/mt19937.js';
import { subsetKernelSums } from '../math/subset-kernel-sums.js';
import type { MetricTools, MetricValue } from './definition.js';
import { overflow, replicatesOrReason } from './discrepancy-value.js';
import { inJackknifeGroups } from './in-jackknife-groups.js';
import { kidKernel, type KidKernelOptions } from './kid-value.js';
import type { FeatureSample } from './sample.js';

/** Images a subset if the options do not say. */
const PUBLISHED_SIZE = 1000;

interface SubsetOptions extends KidKernelOptions {
  readonly subsets: number;
  readonly subsetSize: number | null;
  readonly seed: number;
}

/**
 * KID as the mean over random subsets, drawn as torch-fidelity draws them. The replicates are the same mean over what the same
 * subsets have left without a group, so that they tell the spread of other images and not that of the subsets.
 * @throws InsufficientSamplesError if the subset size that was asked for is larger than a side
 */
export async function kidOfSubsets(
  real: FeatureSample,
  generated: FeatureSample,
  options: SubsetOptions,
  { products, intervals, onProgress }: MetricTools,
): Promise<MetricValue> {
  const { subsets } = options;
  const size = subsetSize(options, [real, generated]);
  const random = new Mt19937(options.seed);
  // torch-fidelity draws from input 1 first, which is the generated set.
  const drawn = Array.from({ length: subsets }, () => {
    const y = random.choiceWithoutReplacement(generated.ids.length, size).slice();
    return { x: random.choiceWithoutReplacement(real.ids.length, size).slice(), y };
  });
  const [x, y] = inJackknifeGroups([real, generated]);
  const kernel = kidKernel(options, real.features.columns);
  const sums = await subsetKernelSums(x, y, drawn, { kernel, products, onProgress });
  const estimates = (without?: number) =>
    Float64Array.from(sums, (one) => meanDiscrepancy(one, 'unbiased', without)?.value ?? NaN);
  const values = estimates();
  const replicates = Array.from({ length: x.groups }, (_, group) => mean(estimates(group)));
  const value = mean(values);
  if (!Number.isFinite(value)) return overflow;
  return {
    status: 'ok',
    value,
    replicates: replicatesOrReason(intervals, replicates),
    warnings: sizeWarnings(options, size),
    details: {
      subsets,
      subsetSize: size,
      subsetStd: Math.sqrt(mean(values.map((one) => (one - value) ** 2))),
    },
  };
}

function subsetSize({ subsetSize: asked }: SubsetOptions, sides: readonly FeatureSample[]): number {
  const smallest = Math.min(...sides.map(({ ids }) => ids.length));
  if (asked !== null && asked > smallest) {
    throw new InsufficientSamplesError(
      `KID was asked for subsets of ${asked.toLocaleString('en')} images, and a side has ${smallest.toLocaleString('en')}. ` +
        'Lower subsetSize, add images, or take the estimator whole, which needs no subsets.',
    );
  }
  return asked ?? Math.min(PUBLISHED_SIZE, smallest);
}

function sizeWarnings({ subsetSize: asked }: SubsetOptions, size: number): string[] {
  if (asked !== null || size === PUBLISHED_SIZE) return [];
  return [
    `Subsets of ${size.toLocaleString('en')} images instead of the published ${PUBLISHED_SIZE.toLocaleString('en')}: the smaller side has no more.`,
  ];
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

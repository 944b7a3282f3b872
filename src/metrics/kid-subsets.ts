import { InsufficientSamplesError } from '../errors.js';
import { GroupedRows } from '../math/grouped-rows.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import { kernelSums } from '../math/kernel-sums.js';
import { meanDiscrepancy } from '../math/mean-discrepancy.js';
import { Mt19937 } from '../math/mt19937.js';
import type { MetricTools, MetricValue } from './definition.js';
import { overflow, replicatesOrReason } from './discrepancy-value.js';
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
  const kernel = kidKernel(options, real.features.columns);
  const groups = Math.min(JACKKNIFE_GROUPS, real.ids.length, generated.ids.length);
  const drawReal = subsetsOf(real, groups, size, random);
  const drawGenerated = subsetsOf(generated, groups, size, random);
  const values = new Float64Array(subsets);
  const replicates = Array.from({ length: groups }, () => new Float64Array(subsets));
  for (let subset = 0; subset < subsets; subset++) {
    // The order of the draws is torch-fidelity's.
    const [x, y] = [drawReal(), drawGenerated()];
    const sums = await kernelSums(x, y, {
      kernel,
      products,
      onProgress:
        onProgress &&
        ((share) => {
          onProgress((subset + share) / subsets);
        }),
    });
    values[subset] = meanDiscrepancy(sums, 'unbiased')?.value ?? NaN;
    replicates.forEach((without, group) => {
      without[subset] = meanDiscrepancy(sums, 'unbiased', group)?.value ?? NaN;
    });
  }
  const value = mean(values);
  if (!Number.isFinite(value)) return overflow;
  return {
    status: 'ok',
    value,
    replicates: replicatesOrReason(intervals, replicates.map(mean)),
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

/** Draws subsets of a side, one a call. */
function subsetsOf(
  { features, ids }: FeatureSample,
  groups: number,
  size: number,
  random: Mt19937,
): () => GroupedRows {
  const groupOf = jackknifeGroups(ids, groups);
  return () => {
    const rows = random.choiceWithoutReplacement(features.rows, size);
    return new GroupedRows(features, groupOf, groups, { rows });
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { z } from 'zod';
import { InsufficientSamplesError } from '../errors.js';
import { JACKKNIFE_GROUPS, jackknifeGroups } from '../math/jackknife-groups.js';
import { Mt19937 } from '../math/mt19937.js';
import { ClassShares, inceptionScoreOf } from './class-shares.js';
import { generatedMetric } from './define-metric.js';
import type { DefinedValue, MetricTools } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import type { FeatureSample } from './sample.js';

const WARN_BELOW = 10_000;

const options = z.strictObject({
  splits: z
    .int()
    .min(1)
    .default(10)
    .describe(
      'Parts into which the images are dealt; the score is the mean of the scores of the parts. Each needs an image.',
    ),
  shuffle: z
    .boolean()
    .default(true)
    .describe('Deal the images in random order rather than in the order of the set.'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(2020)
    .describe("Seed of that order, as numpy's RandomState takes it."),
});

/**
 * Inception Score: the exponential of the mean Kullback-Leibler divergence between the class probabilities of an image and
 * those of all images of its split; the mean over the splits. Equal to torch-fidelity's, given the logits.
 * @throws InsufficientSamplesError if there are fewer images than splits
 * @source arXiv:1606.03498; S. Barratt, R. Sharma, "A note on the Inception Score", arXiv:1801.01973
 */
export const inceptionScore = generatedMetric({
  id: 'inception-score',
  title: 'Inception Score',
  summary:
    'Whether a classifier is sure of the class of each generated image, and sees many classes among them. Real images have no part in it: ' +
    'memorised images score as well as any, and classes that the classifier does not know count for nothing. ' +
    'Published figures use the logits of the FID Inception network without their bias.',
  scores: [
    {
      id: 'inception-score',
      title: 'Inception Score',
      summary: 'From 1, if all images get the same class probabilities, to the number of classes.',
      direction: 'higher',
      unit: 'effective number of classes',
      range: [1, Infinity],
      bias: 'kept',
    },
  ],
  reads: 'logits',
  needsStrata: false,
  shuffles: true,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:1606.03498',
  options,
  compute: ([generated], chosen, tools) =>
    Promise.resolve({ 'inception-score': scoreOf(generated, chosen, tools) }),
});

function scoreOf(
  { ids, features }: FeatureSample,
  { splits, shuffle, seed }: z.output<typeof options>,
  { intervals, onProgress }: MetricTools,
): DefinedValue {
  const { rows } = features;
  if (rows < splits) {
    throw new InsufficientSamplesError(
      `The Inception Score of ${splits} splits needs an image for each, and there are ${rows}. ` +
        'Add images, or ask for fewer splits.',
    );
  }
  const groups = Math.min(JACKKNIFE_GROUPS, rows);
  const groupOf = jackknifeGroups(ids, groups);
  const order = shuffle ? new Mt19937(seed).permutation(rows) : Int32Array.from(ids.keys());
  const parts = Array.from({ length: splits }, () =>
    Array.from({ length: groups }, () => new ClassShares(features.columns)),
  );
  for (let split = 0; split < splits; split++) {
    const end = Math.floor(((split + 1) * rows) / splits);
    for (let i = Math.floor((split * rows) / splits); i < end; i++) {
      const row = order[i]! * features.columns;
      parts[split]![groupOf[order[i]!]!]!.add(features.data.subarray(row, row + features.columns));
    }
    onProgress?.((split + 1) / splits);
  }
  const scores = parts.map((split) => inceptionScoreOf(split));
  const value = mean(scores);
  return {
    status: 'ok',
    value,
    replicates: intervals ? replicatesOf(parts, groups) : NO_INTERVAL_ASKED,
    warnings: sampleWarnings(rows, splits),
    details: { splitStd: Math.sqrt(mean(scores.map((score) => (score - value) ** 2))), splits },
  };
}

/** The value without each group, for which the others stay in the splits that they are in. */
function replicatesOf(
  parts: readonly (readonly ClassShares[])[],
  groups: number,
): DefinedValue['replicates'] {
  const rest = Array.from({ length: groups }, (_, left) =>
    parts.map((split) => split.filter((_, group) => group !== left)),
  );
  if (rest.some((splits) => splits.some((split) => split.every(({ count }) => count === 0)))) {
    return {
      reason: `some of the ${parts.length} splits have no images but those of one of the ${groups} groups that are left out in turn`,
    };
  }
  return Float64Array.from(rest, (splits) => mean(splits.map(inceptionScoreOf)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sampleWarnings(images: number, splits: number): string[] {
  if (images >= WARN_BELOW) return [];
  return [
    `${images.toLocaleString('en')} images in ${splits} ${splits === 1 ? 'split' : 'splits'}: with few images a split the score is visibly too low ` +
      '(published figures use 50,000 in 10). Compare only scores of equal counts.',
  ];
}

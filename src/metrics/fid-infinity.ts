import { z } from 'zod';
import { fitLine } from '../math/fit-line.js';
import { frechetDistance } from '../math/frechet-distance.js';
import { Mt19937 } from '../math/mt19937.js';
import { prefixStatistics } from '../math/prefix-statistics.js';
import { statisticsMetric } from './define-metric.js';
import type { MetricTools, MetricValue } from './definition.js';
import { infinityReplicates } from './infinity-replicates.js';
import { statisticsOf } from './frechet.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import type { Sample } from './sample.js';
import { subsetSizes } from './subset-sizes.js';

const WARN_BELOW = 10_000;
/**
 * Samples a rank from which on the line's own error is small beside the standard error: on Gaussians of width 64 the interval then
 * covers the distance 19 times of 20, with half as many samples 16 times.
 */
const SAMPLES_PER_RANK = 4;

const options = z.strictObject({
  points: z.int().min(2).max(100).default(15).describe('Sizes at which FID is computed for the fit.'),
  smallest: z
    .union([z.literal('auto'), z.int().min(2)])
    .default('auto')
    .describe(
      'Generated images at the smallest of them. "auto" is half the set; published figures start at 5,000 of 50,000, which takes off somewhat more than the bias.',
    ),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(2020)
    .describe("Seed of the order in which generated images enter, as numpy's RandomState takes it."),
});

/**
 * FID of infinitely many generated images: FID at several sizes, fitted by a line in 1/n, at 1/n = 0. All real images enter at
 * each size, as in published figures, where the real side is a file of statistics. The subsets are the beginnings of one seeded
 * permutation: any of them is a random subset, and all their covariances take one pass.
 * @throws InsufficientSamplesError if the generated side has fewer than four images a feature
 * @source arXiv:1911.07023
 */
export const fidInfinity = statisticsMetric({
  id: 'fid-infinity',
  title: 'FID-infinity',
  summary:
    'FID freed of the bias of a finite number of generated images, by a line through FID at growing sizes of random subsets. ' +
    'It takes more than 4 generated images a feature: 8,200 where they are 2,048. ' +
    'The bias of the real side stays in the value; the interval is free of it too, if the real images are at hand. Cost: a Fréchet distance ' +
    'a size. The interval takes 60 more: the fit is repeated without each group on the first, the middle and the last size alone, ' +
    'which has nearly the same spread.',
  scores: [
    {
      id: 'fid-infinity',
      title: 'FID-infinity',
      summary:
        'Squared distance between the two Gaussians; being extrapolated, it can fall slightly below 0.',
      direction: 'lower',
      unit: 'squared feature distance',
      range: [-Infinity, Infinity],
      bias: 'corrected',
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: true,
  minimumSamples: 12,
  recommendedSamples: 50_000,
  source: 'arXiv:1911.07023',
  options,
  compute: ([real, generated], chosen, tools) =>
    Promise.resolve({ 'fid-infinity': scoreOf(real, generated, chosen, tools) }),
});

function scoreOf(
  real: Sample,
  generated: Sample,
  { seed, ...plan }: z.output<typeof options>,
  { intervals, onProgress }: MetricTools,
): MetricValue {
  if (generated.kind === 'statistics') {
    return {
      status: 'undefined',
      reason: 'the generated side is a file of statistics, which holds no images to take subsets of',
    };
  }
  const { features } = generated;
  const sizes = subsetSizes(features.rows, features.columns, plan);
  const order = new Mt19937(seed).permutation(features.rows);
  const all = statisticsOf(real);
  const share = intervals ? 0.2 : 1;
  const distances: number[] = [];
  let rank = 0;
  for (const statistics of prefixStatistics(features, order, sizes)) {
    const found = frechetDistance(all, statistics);
    rank = found.rank;
    distances.push(found.distance);
    onProgress?.((share * distances.length) / sizes.length);
  }
  const { intercept, slope } = fitLine(
    sizes.map((size) => 1 / size),
    distances,
  );
  const realCount = real.kind === 'features' ? real.ids.length : Infinity;
  const unavailable = intervals ? whyNoReplicates(sizes[0]!, realCount, rank) : NO_INTERVAL_ASKED.reason;
  return {
    status: 'ok',
    value: intercept,
    replicates:
      unavailable === undefined
        ? infinityReplicates({ real, all, generated, order, sizes, distances }, intercept, (done) =>
            onProgress?.(share + (1 - share) * done),
          )
        : { reason: unavailable },
    warnings: realSideWarnings(all.count),
    details: {
      distanceOfAll: distances.at(-1)!,
      slope,
      points: sizes.length,
      smallestSubset: sizes[0]!,
    },
  };
}

function whyNoReplicates(smallestSubset: number, real: number, rank: number): string | undefined {
  const needed = SAMPLES_PER_RANK * (rank + 2);
  const smallest = Math.min(smallestSubset, real);
  if (smallest >= needed) return undefined;
  const which = smallest === real ? 'the real side' : 'the smallest subset';
  return (
    `${which} has ${smallest.toLocaleString('en')} images for features of rank ${rank.toLocaleString('en')}, from where the distance does not fall ` +
    `along a line closely enough; it takes ${needed.toLocaleString('en')} or more, or a metric without this bias, such as KID`
  );
}

function realSideWarnings(count: number | null): string[] {
  if (count === null || count >= WARN_BELOW) return [];
  return [
    `${count.toLocaleString('en')} real images: the extrapolation takes away the bias of the generated side alone, and below 10,000 real images ` +
      'that of theirs is visible. Compare only scores against the same real images.',
  ];
}

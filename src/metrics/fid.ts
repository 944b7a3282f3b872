import { InsufficientSamplesError } from '../errors.js';
import { frechetDistance } from '../math/frechet-distance.js';
import type { GaussianStatistics } from '../math/gaussian-statistics.js';
import type { MetricDefinition, MetricValue } from './definition.js';

const MINIMUM_SAMPLES = 2;
const WARN_BELOW = 10_000;

/**
 * Fréchet Inception Distance: the squared Fréchet distance between Gaussians fitted to two feature sets.
 * @source arXiv:1706.08500 eq. 6
 */
export const fid: MetricDefinition = {
  id: 'fid',
  title: 'FID',
  summary: 'Fréchet distance between Gaussians fitted to the features of real and of generated images.',
  direction: 'lower',
  unit: 'squared feature distance',
  range: [0, Infinity],
  minimumSamples: MINIMUM_SAMPLES,
  recommendedSamples: 50_000,
  source: 'arXiv:1706.08500',
  compute,
};

/**
 * @returns the distance, >= 0, lower is better; biased upward by O(1/n)
 * @throws InsufficientSamplesError if a side has fewer than 2 images
 * @throws InputError if the feature widths differ or a value is not finite
 */
function compute(real: GaussianStatistics, generated: GaussianStatistics): MetricValue {
  const sides = [
    ['real', real],
    ['generated', generated],
  ] as const;
  for (const [side, { count }] of sides) {
    if (count !== null && count < MINIMUM_SAMPLES) {
      throw new InsufficientSamplesError(
        `The ${side} side has ${count} image(s); FID needs at least ${MINIMUM_SAMPLES}, and 10,000 or more to mean much.`,
      );
    }
  }
  const { distance, ...details } = frechetDistance(real, generated);
  return {
    value: distance,
    warnings: sampleWarnings(real, generated),
    details,
  };
}

/** FID is biased by the smaller sample above all, so that is what the user is warned about, once. */
function sampleWarnings(real: GaussianStatistics, generated: GaussianStatistics): string[] {
  const smallest = Math.min(real.count ?? Infinity, generated.count ?? Infinity);
  if (smallest >= WARN_BELOW) return [];
  const width = real.mean.length;
  const images = smallest.toLocaleString('en');
  return smallest <= width
    ? [
        `${images} images for ${width.toLocaleString('en')} features: the covariance is singular and the score mostly bias. ` +
          'Compare only scores of equal counts, or use a metric without this bias, such as KID.',
      ]
    : [
        `${images} images: below 10,000 FID is visibly too high (published figures use 50,000). ` +
          'Compare only scores of equal counts.',
      ];
}

import { InsufficientSamplesError, UsageError } from '../errors.js';

/** Samples a feature below which the distance is far from a line in 1/n. */
const SAMPLES_PER_FEATURE = 2;

/**
 * Sizes of subsets, evenly spaced and truncated to whole numbers, at which a Fréchet distance is computed to see where it
 * tends. The smallest is at most half the set: sizes that are much alike say nothing about infinity. By default it is just that:
 * from a tenth of the set, the curvature of the distance in 1/n takes a tenth of the bias off too much, which is more than the
 * width of the interval where features are many; from half of it, five times less, for a standard error a tenth larger.
 * @param images - that there are
 * @param width - of the features
 * @param smallest - "auto": half the set
 * @throws InsufficientSamplesError if there are fewer than twice the smallest
 * @throws UsageError if the smallest is no larger than the width, where covariances are singular
 */
export function subsetSizes(
  images: number,
  width: number,
  { points, smallest }: { readonly points: number; readonly smallest: number | 'auto' },
): number[] {
  if (smallest !== 'auto' && smallest <= width) {
    throw new UsageError(
      `FID-infinity cannot start at ${smallest.toLocaleString('en')} images for ${width.toLocaleString('en')} features: their covariance is ` +
        `singular, and the fit wrong. Ask for smallest=${(width + 1).toLocaleString('en')} or more, or leave it to "auto".`,
    );
  }
  const first =
    smallest === 'auto' ? Math.max(Math.floor(images / 2), SAMPLES_PER_FEATURE * (width + 2)) : smallest;
  if (images < 2 * first) {
    throw new InsufficientSamplesError(
      `The generated side has ${images.toLocaleString('en')} images; FID-infinity on ${width.toLocaleString('en')} features needs at least ` +
        `${(2 * first).toLocaleString('en')}, so that its smallest subset has ${first.toLocaleString('en')}. ` +
        'Add images, or use a metric without bias, such as KID.',
    );
  }
  const step = (images - first) / (points - 1);
  return Array.from({ length: points }, (_, i) => (i === points - 1 ? images : Math.trunc(i * step + first)));
}

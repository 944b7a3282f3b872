import { z } from 'zod';
import { statisticsMetric } from './define-metric.js';
import { frechetValue } from './frechet.js';

/**
 * Fréchet Inception Distance: the squared Fréchet distance between Gaussians fitted to two feature sets, >= 0, biased upward
 * by O(1/n).
 * @source arXiv:1706.08500 eq. 6
 */
export const fid = statisticsMetric({
  id: 'fid',
  title: 'FID',
  summary:
    'Fréchet distance between Gaussians fitted to the features of real and of generated images: quality and diversity in one number.',
  scores: [
    {
      id: 'fid',
      title: 'FID',
      summary: 'Squared distance between the two Gaussians; 0 if mean and covariance agree.',
      direction: 'lower',
      unit: 'squared feature distance',
      range: [0, Infinity],
      ofItself: 0,
      bias: 'corrected',
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:1706.08500',
  options: z.strictObject({}),
  compute: ([real, generated], _options, tools) =>
    Promise.resolve({ fid: frechetValue(real, generated, tools) }),
});

import { z } from 'zod';
import { statisticsMetric } from './define-metric.js';
import { frechetValue } from './frechet.js';

/**
 * Fréchet distance on the features of any network: what FID computes, under a name that does not claim FID's Inception.
 * >= 0, biased upward by O(1/n).
 * @source arXiv:2306.04675
 */
export const fd = statisticsMetric({
  id: 'fd',
  title: 'Fréchet distance',
  summary:
    'FID on the features of any network, such as DINOv2 or CLIP, whose figures follow the judgement of people better than Inception does. ' +
    'Figures of different networks have different scales and cannot be compared.',
  scores: [
    {
      id: 'fd',
      title: 'Fréchet distance',
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
  source: 'arXiv:2306.04675',
  options: z.strictObject({}),
  compute: ([real, generated], _options, tools) =>
    Promise.resolve({ fd: frechetValue(real, generated, tools) }),
});

import { frechetMetric } from './frechet-metric.js';

/**
 * Fréchet distance on the features of any network: what FID computes, under a name that does not claim FID's Inception.
 * >= 0, biased upward by O(1/n).
 * @source arXiv:2306.04675
 */
export const fd = frechetMetric({
  id: 'fd',
  title: 'Fréchet distance',
  summary:
    'FID on the features of any network, such as DINOv2 or CLIP, whose figures follow the judgement of people better than Inception does. ' +
    'Figures of different networks have different scales and cannot be compared.',
  reads: 'features',
  source: 'arXiv:2306.04675',
});

import { frechetMetric } from './frechet-metric.js';

/**
 * Fréchet Inception Distance: the squared Fréchet distance between Gaussians fitted to two feature sets, >= 0, biased upward
 * by O(1/n).
 * @source arXiv:1706.08500 eq. 6
 */
export const fid = frechetMetric({
  id: 'fid',
  title: 'FID',
  summary:
    'Fréchet distance between Gaussians fitted to the features of real and of generated images: quality and diversity in one number.',
  reads: 'features',
  source: 'arXiv:1706.08500',
});

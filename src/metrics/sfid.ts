import { frechetMetric } from './frechet-metric.js';

/**
 * sFID: the squared Fréchet distance between Gaussians fitted to features that have not been averaged over the image, >= 0,
 * biased upward by O(1/n).
 * @source arXiv:2103.03841
 */
export const sfid = frechetMetric({
  id: 'sfid',
  title: 'sFID',
  summary:
    'Fréchet distance on features that keep where in the image they were seen, which FID averages away: it notices wrong spatial structure. ' +
    'Published figures use the first 7 channels of the 17 x 17 map of the 1 x 1 branch of Mixed_6d (`mixed_6` to TensorFlow) of the FID Inception network: 2,023 features.',
  reads: 'spatial',
  source: 'arXiv:2103.03841',
});

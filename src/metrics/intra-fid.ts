import { z } from 'zod';
import { featureMetric } from './define-metric.js';
import { frechetValue } from './frechet.js';
import { meanOverStrata } from './mean-over-strata.js';

/**
 * Intra-FID: the mean over strata, such as classes, of the FID between their real and their generated images.
 * @source arXiv:1802.05637 section 4
 */
export const intraFid = featureMetric({
  id: 'intra-fid',
  title: 'Intra-FID',
  summary:
    'Mean over strata of the FID within each: a conditional generator that mixes up its classes, or drops variety within one, cannot hide it in the whole. A stratum needs 2 images a side.',
  scores: [
    {
      id: 'intra-fid',
      title: 'Intra-FID',
      summary: 'Mean of the strata’s squared distances; each stratum’s own is listed with its counts.',
      direction: 'lower',
      unit: 'squared feature distance',
      range: [0, Infinity],
      ofItself: 0,
      bias: 'corrected',
    },
  ],
  reads: 'features',
  needsStrata: true,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:1802.05637',
  options: z.strictObject({}),
  compute: async (samples, _options, tools) => ({
    'intra-fid': await meanOverStrata(samples, frechetValue, tools),
  }),
});

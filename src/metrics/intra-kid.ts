import { z } from 'zod';
import { featureMetric } from './define-metric.js';
import { kidKernelOptions, kidValue } from './kid-value.js';
import { meanOverStrata } from './mean-over-strata.js';

/**
 * Intra-KID: the mean over strata, such as classes, of the KID between their real and their generated images. Unbiased, which
 * suits the few images that a stratum has.
 * @source arXiv:1802.05637 section 4 (the mean over classes, there of FID), arXiv:1801.01401 (KID)
 */
export const intraKid = featureMetric({
  id: 'intra-kid',
  title: 'Intra-KID',
  summary:
    'Mean over strata of the KID within each, over all their images: what intra-FID tells, without its bias in strata of few images. A stratum needs 2 images a side.',
  scores: [
    {
      id: 'intra-kid',
      title: 'Intra-KID',
      summary: 'Mean of the strata’s squared kernel distances; each stratum’s own is listed with its counts.',
      direction: 'lower',
      unit: 'squared kernel distance',
      range: [-Infinity, Infinity],
      bias: 'none',
    },
  ],
  reads: 'features',
  needsStrata: true,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:1802.05637 (mean over classes), arXiv:1801.01401 (KID)',
  options: z.strictObject(kidKernelOptions),
  compute: async (samples, options, tools) => ({
    'intra-kid': await meanOverStrata(
      samples,
      (real, generated, given) => kidValue(real, generated, options, given),
      tools,
    ),
  }),
});

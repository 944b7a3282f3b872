import { z } from 'zod';
import { unitGaussianKernel } from '../math/row-kernel.js';
import { rowNorms } from '../math/row-norms.js';
import { featureMetric } from './define-metric.js';
import { discrepancyValue } from './discrepancy-value.js';
import { inJackknifeGroups } from './in-jackknife-groups.js';
import { imageOfZeros } from './zero-vector.js';

/** What the discrepancy is multiplied by, as published. */
const SCALE = 1000;

/**
 * CLIP maximum mean discrepancy: 1000 times the squared discrepancy of two sets of embeddings of length 1 under a wide Gaussian kernel.
 * @source arXiv:2401.09603
 */
export const cmmd = featureMetric({
  id: 'cmmd',
  title: 'CMMD',
  summary:
    'Maximum mean discrepancy, under a Gaussian kernel, between embeddings scaled to length 1. It takes any embedding; it is the published CMMD with those of CLIP ViT-L/14@336px.',
  scores: [
    {
      id: 'cmmd',
      title: 'CMMD',
      summary:
        '1000 times the squared kernel distance; 0 for equal sets, and never below 0 with the published (biased) estimator.',
      direction: 'lower',
      unit: '1000 x squared kernel distance',
      range: [-Infinity, Infinity],
      ofItself: 0,
      bias: 'corrected',
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 30_000,
  source: 'arXiv:2401.09603',
  options: z.strictObject({
    sigma: z
      .number()
      .min(1e-3)
      .max(1e6)
      .default(10)
      .describe('Width of the Gaussian kernel exp(-|x - y|^2 / (2 sigma^2)). Published figures: 10.'),
    estimator: z
      .enum(['biased', 'unbiased'])
      .default('biased')
      .describe(
        'biased: with the pairs of an image and itself, as published; too high by O(1/n), of which the interval is freed. ' +
          'unbiased: without them; may fall below 0.',
      ),
  }),
  compute: async (samples, { sigma, estimator }, tools) => {
    const [real, generated] = samples;
    for (const [side, sample] of Object.entries({ real, generated })) {
      const zero = imageOfZeros(sample);
      if (zero === undefined) continue;
      const reason = `the embedding of ${zero} (${side}) is all zeros and cannot be scaled to length 1; leave this image out`;
      return { cmmd: { status: 'undefined', reason } };
    }
    const [x, y] = inJackknifeGroups(samples, ({ features }) => rowNorms(features).map((norm) => 1 / norm));
    const recipe = { kernel: unitGaussianKernel(sigma), estimator, scale: SCALE };
    return { cmmd: await discrepancyValue(x, y, recipe, tools) };
  },
});

import { z } from 'zod';
import { featureMetric } from './define-metric.js';
import { kidOfSubsets } from './kid-subsets.js';
import { kidKernelOptions, kidValue } from './kid-value.js';

const defaults = { subsets: 100, subsetSize: null, seed: 2020 };

const options = z
  .strictObject({
    estimator: z
      .enum(['whole', 'subsets'])
      .default('whole')
      .describe(
        'whole: the unbiased estimate from every pair of images. subsets: the mean over random subsets, equal to torch-fidelity’s ' +
          'with the same subsets, size and seed; it estimates the same with more noise. Either way the interval comes from leaving ' +
          'images out; the spread of the subsets (detail subsetStd) is no confidence interval.',
      ),
    subsets: z
      .int()
      .min(1)
      .max(10_000)
      .default(defaults.subsets)
      .describe('Number of random subsets, with the estimator subsets. Published figures: 100.'),
    subsetSize: z
      .int()
      .min(2)
      .nullable()
      .default(defaults.subsetSize)
      .describe(
        'Images of a side in each subset, with the estimator subsets; null: 1000 as published, or all of the smaller side if it has fewer.',
      ),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .default(defaults.seed)
      .describe('Seed of the random subsets, with the estimator subsets. That of torch-fidelity: 2020.'),
    ...kidKernelOptions,
  })
  .superRefine(({ estimator, ...given }, context) => {
    if (estimator === 'subsets') return;
    for (const name of ['subsets', 'subsetSize', 'seed'] as const) {
      if (given[name] === defaults[name]) continue;
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'has no effect with the estimator whole; ask for the estimator subsets, or leave it out',
      });
    }
  });

/**
 * Kernel Inception Distance: the squared maximum mean discrepancy of two feature sets under the kernel (x.y / width + 1)^3. Unbiased:
 * about 0, and as often below as above, for two samples of one distribution.
 * @source arXiv:1801.01401
 */
export const kid = featureMetric({
  id: 'kid',
  title: 'KID',
  summary:
    'Squared maximum mean discrepancy, under a cubic kernel, between the features of real and of generated images. Unlike FID it assumes no Gaussians and has no bias with few images.',
  scores: [
    {
      id: 'kid',
      title: 'KID',
      summary:
        'Squared kernel distance; 0 on average for two samples of one distribution, so it may fall slightly below 0.',
      direction: 'lower',
      unit: 'squared kernel distance',
      range: [-Infinity, Infinity],
      bias: 'none',
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:1801.01401',
  options,
  compute: async ([real, generated], given, tools) => ({
    kid: await (given.estimator === 'whole'
      ? kidValue(real, generated, given, tools)
      : kidOfSubsets(real, generated, given, tools)),
  }),
});

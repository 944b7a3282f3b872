import { z } from 'zod';
import { authenticityValue } from './authenticity.js';
import { featureMetric } from './define-metric.js';
import { mifidValue } from './mifid.js';
import { progressWithin } from './progress-within.js';

/** Whether a generator repeats its training images. The real side has to be the training set. */
export const memorisation = featureMetric({
  id: 'memorisation',
  title: 'Memorisation',
  summary:
    'Whether a generator repeats its training images: the real set has to be the one that it was trained on. Lists the generated images nearest to a training image, and those farthest from all.',
  scores: [
    {
      id: 'mifid',
      title: 'MiFID',
      summary:
        'FID, divided by the mean smallest cosine distance between training and generated images where that is below a threshold.',
      direction: 'lower',
      unit: 'squared feature distance',
      range: [0, Infinity],
      ofItself: 0,
      bias: 'kept',
    },
    {
      id: 'authenticity',
      title: 'Authenticity',
      summary:
        'Share of generated images farther from their nearest training image than that is from its own nearest other training image.',
      direction: 'higher',
      unit: 'share',
      range: [0, 1],
      ofItself: 0,
      bias: 'kept',
      halves: true,
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:2106.03062 (MiFID), arXiv:2102.08921 (authenticity)',
  options: z.strictObject({
    eps: z.number().min(0).default(0.1).describe('Mean smallest cosine distance from which on MiFID is FID.'),
    meanOver: z
      .enum(['real', 'generated'])
      .default('generated')
      .describe(
        'Whose smallest cosine distances are averaged: those of the generated images, as in the paper, or of the real ones, as torchmetrics ' +
          'does, which hardly notices copies of a part of the training set.',
      ),
    pairs: z
      .int()
      .min(0)
      .default(10)
      .describe(
        'How many generated images to list with the training image that they are nearest to: those nearest, and those farthest.',
      ),
  }),
  async compute([real, generated], options, tools) {
    const { products, intervals } = tools;
    const authenticity = await authenticityValue(real, generated, options.pairs, {
      products,
      intervals,
      ...progressWithin(tools, 0, 0.5),
    });
    const mifid = await mifidValue(real, generated, options, {
      products,
      intervals,
      ...progressWithin(tools, 0.5, 1),
    });
    return { mifid, authenticity };
  },
});

import { z } from 'zod';
import { JACKKNIFE_GROUPS, jackknifeGroups } from '../math/jackknife-groups.js';
import { spectralDiversity } from '../math/spectral-diversity.js';
import { generatedMetric } from './define-metric.js';
import type { MetricTools, MetricValue } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import type { FeatureSample } from './sample.js';
import { similaritySpectra } from './similarity-spectra.js';
import { imageOfZeros } from './zero-vector.js';

const options = z.strictObject({
  q: z
    .union([z.number().positive(), z.literal('inf')])
    .default(1)
    .describe(
      'Order of the diversity: 1 weighs images by their number; below it rare kinds count for more, above it common ones; "inf" looks at the commonest alone.',
    ),
});

/**
 * Vendi score: the effective number of different images, from the eigenvalues of their cosine similarities. Equal to
 * vendi_score's `score_dual` and, at q = 1, to its `score_X` (which takes no notice of q).
 * @source arXiv:2210.02410; arXiv:2310.12952 for orders other than 1
 */
export const vendi = generatedMetric({
  id: 'vendi',
  title: 'Vendi score',
  summary:
    'How many different images there are in effect, by the cosine similarity of their features. It says nothing of quality: noise is diverse. ' +
    'Cost: with an interval, 21 eigenproblems of the width of the features or of the number of images, whichever is smaller; ' +
    'at width 2,048 some minutes.',
  scores: [
    {
      id: 'vendi',
      title: 'Vendi score',
      summary: '1 if all images are alike, up to their number if no two have anything in common.',
      direction: 'higher',
      unit: 'effective number of images',
      range: [1, Infinity],
      bias: 'kept',
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 2,
  recommendedSamples: 50_000,
  source: 'arXiv:2210.02410, arXiv:2310.12952 (orders other than 1)',
  options,
  compute: async ([generated], { q }, tools) => ({ vendi: await scoreOf(generated, q, tools) }),
});

async function scoreOf(
  generated: FeatureSample,
  q: number | 'inf',
  { products, intervals, onProgress }: MetricTools,
): Promise<MetricValue> {
  const { ids, features } = generated;
  const { rows, columns } = features;
  const zero = imageOfZeros(generated);
  if (zero !== undefined) {
    return {
      status: 'undefined',
      reason: `the features of ${zero} are all 0, and the cosine similarity with 0 is not defined; leave this image out`,
    };
  }
  const groups = Math.min(JACKKNIFE_GROUPS, rows);
  const spectra = await similaritySpectra(features, jackknifeGroups(ids, groups), groups, products);
  const order = q === 'inf' ? Infinity : q;
  const value = spectralDiversity(spectra.ofAll(), order);
  const replicates = new Float64Array(intervals ? groups : 0);
  for (let group = 0; group < replicates.length; group++) {
    replicates[group] = spectralDiversity(await spectra.without(group), order);
    onProgress?.((group + 1) / groups);
  }
  return {
    status: 'ok',
    value,
    replicates: intervals ? replicates : NO_INTERVAL_ASKED,
    warnings:
      rows <= columns
        ? [
            `${rows.toLocaleString('en')} images for ${columns.toLocaleString('en')} features: the score grows with their number. ` +
              'Compare only scores of equal counts.',
          ]
        : [],
    details: { images: rows },
  };
}

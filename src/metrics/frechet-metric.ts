import { z } from 'zod';
import { statisticsMetric } from './define-metric.js';
import type { FeatureRole } from '../config/feature-role.js';
import type { StatisticsMetric } from './definition.js';
import { frechetValue } from './frechet.js';

/** What tells one Fréchet distance from another. */
interface FrechetDescription {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly reads: FeatureRole;
  readonly source: string;
}

/** A metric that is the squared Fréchet distance between Gaussians fitted to two feature sets: >= 0, biased upward by O(1/n). */
export function frechetMetric({ id, title, summary, reads, source }: FrechetDescription): StatisticsMetric {
  return statisticsMetric({
    id,
    title,
    summary,
    scores: [
      {
        id,
        title,
        summary: 'Squared distance between the two Gaussians; 0 if mean and covariance agree.',
        direction: 'lower',
        unit: 'squared feature distance',
        range: [0, Infinity],
        ofItself: 0,
        bias: 'corrected',
      },
    ],
    reads,
    needsStrata: false,
    shuffles: false,
    minimumSamples: 2,
    recommendedSamples: 50_000,
    source,
    options: z.strictObject({}),
    compute: ([real, generated], _options, tools) =>
      Promise.resolve({ [id]: frechetValue(real, generated, tools) }),
  });
}

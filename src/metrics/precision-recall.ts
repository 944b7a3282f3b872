import { z } from 'zod';
import { BallMembers } from '../math/ball-members.js';
import { countBallMembers } from '../math/count-ball-members.js';
import { halfBalls } from '../math/half-balls.js';
import { featureMetric } from './define-metric.js';
import { countDuplicates, nearestOthers } from './nearest-others.js';
import {
  neighbourGroups,
  neighbourScore,
  noExtent,
  neighbourWarnings,
  requireNeighbours,
} from './neighbour-score.js';
import { progressWithin } from './progress-within.js';

/**
 * Improved precision and recall: how much of one set lies within the balls about the other set's images that reach to their k-th
 * nearest other image, the surface included. Biased in no simple way; k and the counts belong to the score.
 * @source arXiv:1904.06991 eq. 1-3; torch-fidelity
 */
export const precisionRecall = featureMetric({
  id: 'precision-recall',
  title: 'Precision and recall',
  summary:
    'Separates quality from diversity: the share of generated images that lie among the real ones, and of real images that lie among the generated ones.',
  scores: [
    {
      id: 'precision',
      title: 'Precision',
      summary:
        'Share of generated images no farther from some real image than its k-th nearest other real image.',
      direction: 'higher',
      unit: 'share',
      range: [0, 1],
      ofItself: 1,
      bias: 'kept',
      halves: true,
    },
    {
      id: 'recall',
      title: 'Recall',
      summary:
        'Share of real images no farther from some generated image than its k-th nearest other generated image.',
      direction: 'higher',
      unit: 'share',
      range: [0, 1],
      ofItself: 1,
      bias: 'kept',
      halves: true,
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 4,
  recommendedSamples: 50_000,
  source: 'arXiv:1904.06991',
  options: z.strictObject({
    k: z
      .int()
      .min(1)
      .default(3)
      .describe('Which nearest other image the neighbourhood of an image reaches to. Published figures: 3.'),
  }),
  async compute([real, generated], { k }, tools) {
    const { products, intervals } = tools;
    requireNeighbours(k, real, 'real');
    requireNeighbours(k, generated, 'generated');
    const groups = neighbourGroups(real, generated, k, [real, generated], intervals);
    const nearReal = await nearestOthers(real.features, k, {
      products,
      intervals,
      ...progressWithin(tools, 0, 0.25),
    });
    const nearGenerated = await nearestOthers(generated.features, k, {
      products,
      intervals,
      ...progressWithin(tools, 0.25, 0.5),
    });
    const realBalls = halfBalls(real.features, nearReal, groups.real, k, true);
    const generatedBalls = halfBalls(generated.features, nearGenerated, groups.generated, k, true);
    const aboutA = new BallMembers(realBalls, generated.ids.length, groups.generated);
    const aboutB = new BallMembers(generatedBalls, real.ids.length, groups.real);
    const { onProgress } = progressWithin(tools, 0.5, 1);
    await countBallMembers(real.features, generated.features, { aboutA, aboutB }, products, onProgress);
    const duplicates = { real: countDuplicates(nearReal), generated: countDuplicates(nearGenerated) };
    const warnings = neighbourWarnings([real, generated], duplicates);
    const details = { realDuplicates: duplicates.real, generatedDuplicates: duplicates.generated };
    return {
      precision:
        noExtent(realBalls, k, 'real') ?? neighbourScore(aboutA.shareOfPoints(), groups, warnings, details),
      recall:
        noExtent(generatedBalls, k, 'generated') ??
        neighbourScore(aboutB.shareOfPoints(), groups, warnings, details),
    };
  },
});

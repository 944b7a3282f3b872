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
 * Density and coverage: how many of the open balls about real images, reaching to their k-th nearest other, a generated image lies in, and
 * how many of the balls hold a generated image. Biased in no simple way; k and the counts belong to the score.
 * @source arXiv:2002.09797 eq. 2-4; prdc
 */
export const densityCoverage = featureMetric({
  id: 'density-coverage',
  title: 'Density and coverage',
  summary:
    'Precision and recall made robust against outliers: how densely real images surround the generated ones, and how many real images have a generated one near.',
  scores: [
    {
      id: 'density',
      title: 'Density',
      summary:
        'Real images whose k-th nearest other real image is farther than the generated image, on average over the generated images, divided by k; about 1 if both sets are alike.',
      direction: 'higher',
      unit: 'ratio',
      range: [0, Infinity],
      bias: 'kept',
      halves: true,
    },
    {
      id: 'coverage',
      title: 'Coverage',
      summary:
        'Share of real images that have a generated image nearer than their k-th nearest other real image.',
      direction: 'higher',
      unit: 'share',
      range: [0, 1],
      bias: 'kept',
      halves: true,
    },
  ],
  reads: 'features',
  needsStrata: false,
  shuffles: false,
  minimumSamples: 6,
  recommendedSamples: 10_000,
  source: 'arXiv:2002.09797',
  options: z.strictObject({
    k: z
      .int()
      .min(1)
      .default(5)
      .describe(
        'Which nearest other real image the neighbourhood of a real image reaches to. Published figures: 5.',
      ),
  }),
  async compute([real, generated], { k }, tools) {
    const { products, intervals } = tools;
    requireNeighbours(k, real, 'real');
    const groups = neighbourGroups(real, generated, k, [real], intervals);
    const nearReal = await nearestOthers(real.features, k, {
      products,
      intervals,
      ...progressWithin(tools, 0, 1 / 3),
    });
    const balls = halfBalls(real.features, nearReal, groups.real, k, false);
    const undefinedValue = noExtent(balls, k, 'real');
    if (undefinedValue) return { density: undefinedValue, coverage: undefinedValue };
    const aboutA = new BallMembers(balls, generated.ids.length, groups.generated);
    const { onProgress } = progressWithin(tools, 1 / 3, 1);
    await countBallMembers(real.features, generated.features, { aboutA }, products, onProgress);
    const duplicates = { real: countDuplicates(nearReal) };
    const warnings = neighbourWarnings([real, generated], duplicates);
    const details = { realDuplicates: duplicates.real };
    const perPoint = aboutA.ballsPerPoint();
    const density = { all: perPoint.all / k, halves: perPoint.halves.map((count) => count / k) };
    return {
      density: neighbourScore(density, groups, warnings, details),
      coverage: neighbourScore(aboutA.shareOfBalls(), groups, warnings, details),
    };
  },
});

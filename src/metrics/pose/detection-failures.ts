import { z } from 'zod';
import { poseScore } from './define-pose-score.js';
import { imageValue } from './joint-table.js';
import { meanOfImages } from '../control/mean-of-images.js';

/** Share of images in which the estimator finds nobody. Every image counts, whatever its target. */
export const detectionFailures = poseScore({
  id: 'detection-failures',
  title: 'Detection failures',
  summary: 'Share of images in which the pose estimator finds nobody.',
  direction: 'lower',
  unit: 'share',
  range: [0, 1],
  comparesTargets: false,
  source: 'gan-eval',
  options: z.strictObject({}),
  measure({ pairs }) {
    const images = pairs.map((pair) => imageValue(pair, pair.predicted ? 0 : 1));
    return {
      images,
      score: meanOfImages(images.map(({ value }) => value)),
      parts: [],
      leftOut: [],
      curve: () => [],
      details: { nobodyFound: pairs.filter(({ predicted }) => !predicted).length },
    };
  },
});

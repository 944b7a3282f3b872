import { z } from 'zod';
import { poseScore } from './define-pose-score.js';
import { chooseJoints, imageValues, jointTable, jointValues } from './joint-table.js';
import { meanOfImages } from '../control/mean-of-images.js';

/**
 * Missing keypoint rate: of the joints that a target labels, the share that was not found; by image, then averaged. All are missing where
 * nobody was found. It does not ask where a joint is. An estimator that gives every joint of everybody misses none.
 * @source A. Siarohin et al., "First Order Motion Model for Image Animation", arXiv:2003.00196
 */
export const mkr = poseScore({
  id: 'mkr',
  title: 'Missing keypoint rate',
  summary: 'Share of the joints asked for that the estimator does not find anywhere in the image.',
  direction: 'lower',
  unit: 'share',
  range: [0, 1],
  comparesTargets: false,
  source: 'arXiv:2003.00196',
  options: z.strictObject({}),
  measure({ pairs, estimator }) {
    const choice = chooseJoints(estimator);
    const table = jointTable(
      pairs,
      choice,
      ({ predicted }) =>
        (j) =>
          predicted?.keypoints[j] ? 0 : 1,
    );
    const images = imageValues(pairs, table);
    return {
      images,
      score: meanOfImages(images.map(({ value }) => value)),
      parts: jointValues(table, choice),
      leftOut: choice.leftOut,
      curve: () => [],
      details: {},
    };
  },
});

import { z } from 'zod';
import { poseScore } from './define-pose-score.js';
import { chooseJoints, imageValues, jointTable, jointValues } from './joint-table.js';
import { meanOfImages } from '../control/mean-of-images.js';

/**
 * Average keypoint distance, px: over the joints that are labelled and were found, then over images. What was not found does not enter:
 * read it beside `mkr`. Pixels compare between images of one size only.
 * `norm` l2 is the distance, l1 is (|dx| + |dy|) / 2, the mean over coordinates that the First-Order-Motion code takes.
 * @source A. Siarohin et al., "First Order Motion Model for Image Animation", arXiv:2003.00196
 */
export const akd = poseScore({
  id: 'akd',
  title: 'Average keypoint distance',
  summary: 'How far joints that were found lie from the places asked for, in pixels of the image.',
  direction: 'lower',
  unit: 'px',
  range: [0, Infinity],
  comparesTargets: true,
  source: 'arXiv:2003.00196',
  options: z.strictObject({
    norm: z
      .enum(['l2', 'l1'])
      .default('l2')
      .describe('l2: the distance; l1: (|dx| + |dy|) / 2, as the First-Order-Motion code'),
  }),
  measure({ pairs, estimator }, { norm }) {
    const choice = chooseJoints(estimator);
    const table = jointTable(pairs, choice, ({ target, predicted }) => {
      if (!predicted) return { reason: 'nobody was found' };
      return (j) => {
        const wanted = target.pose[j]!;
        const found = predicted.keypoints[j];
        if (!found) return undefined;
        const [dx, dy] = [found.x - wanted.x, found.y - wanted.y];
        return norm === 'l2' ? Math.hypot(dx, dy) : (Math.abs(dx) + Math.abs(dy)) / 2;
      };
    });
    const images = imageValues(pairs, table);
    return {
      images,
      score: meanOfImages(images.map(({ value }) => value)),
      parts: jointValues(table, choice),
      leftOut: choice.leftOut,
      curve: () => [],
      details: { nobodyFound: pairs.filter(({ predicted }) => !predicted).length },
    };
  },
});

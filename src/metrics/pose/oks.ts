import { z } from 'zod';
import { poseScore } from './define-pose-score.js';
import { imageValues, jointValues } from './joint-table.js';
import { keypointSimilarities } from './keypoint-similarity.js';
import { meanOfImages } from '../control/mean-of-images.js';

/**
 * Mean object keypoint similarity: over an image's labelled joints, then over images. 0 for an image in which nobody was found.
 * @source COCO keypoint evaluation
 */
export const oks = poseScore({
  id: 'oks',
  title: 'OKS',
  summary:
    'Object keypoint similarity of COCO, averaged over images: 1 if every joint is where it was asked for.',
  direction: 'higher',
  unit: 'similarity',
  range: [0, 1],
  comparesTargets: true,
  source: 'COCO keypoint evaluation',
  options: z.strictObject({}),
  measure(sample) {
    const { choice, table, details } = keypointSimilarities(sample);
    const images = imageValues(sample.pairs, table);
    return {
      images,
      score: meanOfImages(images.map(({ value }) => value)),
      parts: jointValues(table, choice),
      leftOut: choice.leftOut,
      curve: () => [],
      details,
    };
  },
});

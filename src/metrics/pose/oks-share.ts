import { z } from 'zod';
import { poseScore } from './define-pose-score.js';
import { imageValues } from './joint-table.js';
import { keypointSimilarities } from './keypoint-similarity.js';
import { meanOfImages } from '../control/mean-of-images.js';

/** Thresholds of the curve. */
const curve = Array.from({ length: 20 }, (_, i) => i / 20);

/** Share of images whose object keypoint similarity is above a threshold. @source COCO keypoint evaluation */
export const oksShare = poseScore({
  id: 'oks-share',
  title: 'Share with OKS > 0.5',
  summary: 'Share of images whose object keypoint similarity to the pose asked for is above 0.5.',
  direction: 'higher',
  unit: 'share',
  range: [0, 1],
  comparesTargets: true,
  source: 'COCO keypoint evaluation',
  options: z.strictObject({
    threshold: z.number().min(0).lt(1).default(0.5).describe('the similarity that an image has to exceed'),
  }),
  measure(sample, { threshold }) {
    const { choice, table, details } = keypointSimilarities(sample);
    const similar = imageValues(sample.pairs, table);
    const above = (least: number) =>
      similar.map(({ value }) => (typeof value === 'number' ? Number(value > least) : value));
    const values = above(threshold);
    const once = new Float64Array(similar.length).fill(1);
    return {
      images: similar.map((image, i) => ({ ...image, value: values[i]! })),
      score: meanOfImages(values),
      parts: [],
      leftOut: choice.leftOut,
      curve: () =>
        curve.flatMap((least) => {
          const value = meanOfImages(above(least))(once);
          return value === undefined ? [] : [{ threshold: least, value }];
        }),
      details,
    };
  },
});

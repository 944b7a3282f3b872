import { z } from 'zod';
import { averagePrecisions } from './average-precision.js';
import { poseScore } from './define-pose-score.js';
import { imageValues } from './joint-table.js';
import { keypointSimilarities } from './keypoint-similarity.js';

/** .50, .55, ..., .95 */
const thresholds = Array.from({ length: 10 }, (_, i) => (50 + 5 * i) / 100);

/**
 * COCO's AP of keypoints, one person an image: average precision over OKS .50:.05:.95, the detections ranked by their confidence.
 * An image without a labelled joint that counts, or without an area, is not scored. An image's own value is its OKS.
 * @source COCO keypoint evaluation; pycocotools COCOeval, area all
 */
export const oksAp = poseScore({
  id: 'oks-ap',
  title: 'OKS AP',
  summary: 'COCO’s keypoint AP: average precision over the OKS thresholds .50 to .95, one person an image.',
  direction: 'higher',
  unit: 'average precision',
  range: [0, 1],
  comparesTargets: true,
  source: 'COCO keypoint evaluation',
  options: z.strictObject({}),
  measure(sample) {
    const { choice, table, details } = keypointSimilarities(sample);
    const images = imageValues(sample.pairs, table);
    const scored = [...images.entries()].flatMap(([index, { value }]) =>
      typeof value === 'number' ? [{ index, similarity: value }] : [],
    );
    const candidates = scored.map(({ index, similarity }) => ({
      confidence: sample.pairs[index]!.predicted?.score,
      similarity,
    }));
    const precisions = averagePrecisions(candidates, thresholds);
    const kept = new Float64Array(scored.length);
    return {
      images,
      score(weights) {
        scored.forEach(({ index }, i) => (kept[i] = weights[index]!));
        const values = precisions(kept);
        return values && values.reduce((sum, value) => sum + value, 0) / values.length;
      },
      parts: [],
      leftOut: choice.leftOut,
      curve() {
        const values = precisions(kept.fill(1)) ?? [];
        return values.map((value, t) => ({ threshold: thresholds[t]!, value }));
      },
      details,
    };
  },
});

import { correctKeypoints, correctKeypointsOptions } from './correct-keypoints.js';
import { poseScore } from './define-pose-score.js';
import { jointDistance } from './joint-distance.js';
import { chooseJoints } from './joint-table.js';

/**
 * PCK by torso: distances in lengths of the target's torso, left shoulder to right hip. An image whose target lacks either
 * is not scored. A distance equal to the threshold is correct; mmpose asks for less.
 * @source B. Sapp, B. Taskar, "MODEC" (CVPR 2013); mmpose JhmdbPCKAccuracy
 */
export const pck = poseScore({
  id: 'pck',
  title: 'PCK by torso',
  summary: 'Share of joints within 0.2 torsos (left shoulder to right hip) of the places asked for.',
  direction: 'higher',
  unit: 'share',
  range: [0, 1],
  comparesTargets: true,
  source: 'Sapp and Taskar, MODEC, CVPR 2013',
  options: correctKeypointsOptions(0.2),
  measure: ({ pairs, estimator }, options) =>
    correctKeypoints(pairs, {
      choice: chooseJoints(estimator),
      scaleOf: (target) => jointDistance(target, 'l_shoulder', 'r_hip'),
      ...options,
    }),
});

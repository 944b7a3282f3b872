import { correctKeypoints, correctKeypointsOptions } from './correct-keypoints.js';
import { poseScore } from './define-pose-score.js';
import { mpiiJoints } from './mpii-joints.js';

/** MPII's head size is this part of the head box's diagonal. */
const HEAD_SHARE = 0.6;

/**
 * PCKh of MPII: distances in head sizes, 0.6 of the diagonal of the annotated head box; pelvis and thorax do not count, hidden joints
 * do. An image whose target has no head box is not scored: see `pckh-segment`.
 * @source M. Andriluka et al., "2D Human Pose Estimation: New Benchmark" (CVPR 2014); MPII's and HRNet's evaluation code
 */
export const pckh = poseScore({
  id: 'pckh',
  title: 'PCKh (MPII)',
  summary:
    'Share of joints within half a head size (0.6 of the head box’s diagonal) of the places asked for.',
  direction: 'higher',
  unit: 'share',
  range: [0, 1],
  comparesTargets: true,
  source: 'Andriluka et al., CVPR 2014',
  options: correctKeypointsOptions(0.5),
  measure: ({ pairs, estimator }, options) =>
    correctKeypoints(pairs, {
      choice: mpiiJoints(estimator),
      scaleOf: ({ headBox }) =>
        headBox
          ? HEAD_SHARE * Math.hypot(headBox.width, headBox.height)
          : { reason: 'no scale: no head box' },
      ...options,
    }),
});

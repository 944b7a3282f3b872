import { correctKeypoints, correctKeypointsOptions } from './correct-keypoints.js';
import { poseScore } from './define-pose-score.js';
import { jointDistance } from './joint-distance.js';
import { mpiiJoints } from './mpii-joints.js';

/**
 * PCKh with the head segment of the target, head top to upper neck, in place of MPII's head box: for data that has
 * none. Its figures do not compare with published PCKh.
 * @source as `pckh`, but for the scale
 */
export const pckhSegment = poseScore({
  id: 'pckh-segment',
  title: 'PCKh by head segment',
  summary:
    'Share of joints within half a head segment (head top to upper neck) of the places asked for; not MPII’s PCKh.',
  direction: 'higher',
  unit: 'share',
  range: [0, 1],
  comparesTargets: true,
  source: 'after Andriluka et al., CVPR 2014',
  options: correctKeypointsOptions(0.5),
  measure: ({ pairs, estimator }, options) =>
    correctKeypoints(pairs, {
      choice: mpiiJoints(estimator),
      scaleOf: (target) => jointDistance(target, 'head_top', 'upper_neck'),
      ...options,
    }),
});

import { keypointNames } from '../../conditions/pose.js';
import { chooseJoints, type JointChoice } from './joint-table.js';
import type { PoseSample } from './pose-sample.js';

/** The joints that MPII's evaluation counts. */
export function mpiiJoints(estimator: PoseSample['estimator']): JointChoice {
  return chooseJoints(estimator, (j) =>
    ['pelvis', 'thorax'].includes(keypointNames[j]!) ? 'MPII’s protocol does not count it' : undefined,
  );
}

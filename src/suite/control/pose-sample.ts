import type { Condition } from '../../conditions/condition.js';
import type { PosePair, PoseSample, PoseTarget } from '../../metrics/pose/pose-sample.js';
import type { PoseEstimator } from '../../pose/pose-estimator.js';
import type { SeenSet } from './seen-set.js';

/** The poses that were found beside those asked for; images whose condition has none are left out. */
export function poseSample({ identity, supported }: PoseEstimator, { images }: SeenSet): PoseSample {
  const targets = new Map<Condition, PoseTarget | undefined>();
  const pairs = images.flatMap(({ id, condition, pose }): PosePair[] => {
    if (!targets.has(condition)) targets.set(condition, targetOf(condition));
    const target = targets.get(condition);
    return target ? [{ id, condition: condition.id, target, predicted: pose }] : [];
  });
  return { estimator: { name: identity.name, joints: supported }, pairs };
}

function targetOf({ pose, box, headBox }: Condition): PoseTarget | undefined {
  return pose ? { pose, ...(box && { box }), ...(headBox && { headBox }) } : undefined;
}

import { keypointNames, type KeypointName } from '../../conditions/pose.js';
import type { NotScored } from '../control/definition.js';
import type { PoseTarget } from './pose-sample.js';

/** Distance between two joints of a target, px, that is to serve as a scale; or why it cannot. */
export function jointDistance(
  { pose }: PoseTarget,
  from: KeypointName,
  to: KeypointName,
): number | NotScored {
  const a = pose[keypointNames.indexOf(from)];
  const b = pose[keypointNames.indexOf(to)];
  if (!a || !b)
    return { reason: `no scale: ${[...(a ? [] : [from]), ...(b ? [] : [to])].join(' and ')} not labelled` };
  const distance = Math.hypot(a.x - b.x, a.y - b.y);
  return distance > 0 ? distance : { reason: `no scale: ${from} and ${to} are labelled at one place` };
}

import { keypointNames, type KeypointName } from '../conditions/pose.js';
import type { DetectedKeypoint } from './detected-pose.js';
import type { JointName } from './joint-names.js';
import type { LocatedJoints } from './located-joints.js';

/** Joints that lie midway between two others by definition; no other joint is ever made from its neighbours. */
const midpoints: ReadonlyMap<KeypointName, readonly [JointName, JointName]> = new Map([
  ['pelvis', ['r_hip', 'l_hip']],
  ['thorax', ['r_shoulder', 'l_shoulder']],
]);

/** Which of the 16 joints a network that knows `joints` can give. */
export function supportedKeypoints(joints: readonly (JointName | null)[]): readonly KeypointName[] {
  return keypointNames.filter(
    (name) => joints.includes(name) || midpoints.get(name)?.every((end) => joints.includes(end)),
  );
}

/**
 * The 16 joints in MPII order. The pelvis is midway between the hips and the thorax between the shoulders, with the lower of their
 * scores, unless the network gives them itself; upper neck and head top have no such rule.
 * @returns null for a joint that the network does not give, or gives with less than `minScore`
 */
export function mpiiKeypoints(joints: LocatedJoints, minScore: number): readonly (DetectedKeypoint | null)[] {
  return keypointNames.map((name) => {
    const ends = midpoints.get(name);
    const joint = joints.get(name) ?? (ends && midpoint(joints.get(ends[0]), joints.get(ends[1])));
    return joint && joint.score >= minScore ? joint : null;
  });
}

function midpoint(
  a: DetectedKeypoint | undefined,
  b: DetectedKeypoint | undefined,
): DetectedKeypoint | undefined {
  return a && b && { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, score: Math.min(a.score, b.score) };
}

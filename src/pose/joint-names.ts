import { didYouMean } from '../config/did-you-mean.js';
import { keypointNames } from '../conditions/pose.js';
import { UsageError } from '../errors.js';

/** What networks may find: the 16 joints, and the face's points of COCO, which help to see a person. */
export const jointNames = [...keypointNames, 'nose', 'l_eye', 'r_eye', 'l_ear', 'r_ear'] as const;

export type JointName = (typeof jointNames)[number];

/** The order of COCO's 17 keypoints. */
export const coco17 = [
  'nose',
  'l_eye',
  'r_eye',
  'l_ear',
  'r_ear',
  'l_shoulder',
  'r_shoulder',
  'l_elbow',
  'r_elbow',
  'l_wrist',
  'r_wrist',
  'l_hip',
  'r_hip',
  'l_knee',
  'r_knee',
  'l_ankle',
  'r_ankle',
] as const satisfies readonly JointName[];

const orders: Readonly<Record<string, readonly JointName[]>> = { coco17, mpii16: keypointNames };

/**
 * The joints of a network's output in their order; null for those that are not used.
 * @param joints - the name of an order, or the joints' names
 * @throws UsageError for a name that is not known, or one that comes twice
 */
export function parseJoints(joints: string | readonly (string | null)[]): readonly (JointName | null)[] {
  if (typeof joints === 'string') {
    const order = orders[joints];
    if (order !== undefined) return order;
    const known = Object.keys(orders);
    throw new UsageError(
      `There is no order of joints '${joints}'.${didYouMean(joints, known)} Known: ${known.join(', ')}; or give a list of names.`,
    );
  }
  const parsed = joints.map((name) => (name === null ? null : parseJoint(name)));
  const twice = parsed.find((name, i) => name !== null && parsed.indexOf(name) !== i);
  if (twice) throw new UsageError(`The joint '${twice}' is listed twice.`);
  return parsed;
}

function parseJoint(name: string): JointName {
  const joint = jointNames.find((known) => known === name);
  if (joint !== undefined) return joint;
  throw new UsageError(
    `There is no joint '${name}'.${didYouMean(name, jointNames)} Joints: ${jointNames.join(', ')}; null for one that is not used.`,
  );
}

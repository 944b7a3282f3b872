import { regionAround, type CropRegion, type Point, type Size } from './crop-region.js';
import type { JointName } from './joint-names.js';
import type { LocatedJoints } from './located-joints.js';

const torso: readonly JointName[] = ['l_shoulder', 'r_shoulder', 'l_hip', 'r_hip'];

/** How far the crop reaches, in the distance of the farthest joint from the middle of the hips. */
const TORSO_REACH = 1.9;
const BODY_REACH = 1.2;

/**
 * Where a network should look again, given what it saw at first: a square about the hips, as MoveNet chooses the crop of the
 * next video frame. It reaches 1.9 times as far as the torso's joints, and 1.2 times as far as any joint that is seen.
 * @param minScore - of a joint that counts as seen
 * @returns undefined if no hip or no shoulder is seen
 * @source the MoveNet tutorial of TensorFlow Hub, "Cropping Algorithm"
 */
export function personRegion(joints: LocatedJoints, input: Size, minScore: number): CropRegion | undefined {
  const seen = (name: JointName): boolean => (joints.get(name)?.score ?? 0) >= minScore;
  if (!seen('l_hip') && !seen('r_hip')) return undefined;
  if (!seen('l_shoulder') && !seen('r_shoulder')) return undefined;
  const [left, right] = [joints.get('l_hip'), joints.get('r_hip')];
  if (!left || !right) return undefined;
  const centre = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
  const reach = (names: Iterable<JointName>): number =>
    Math.max(0, ...Array.from(names, (name) => farther(joints.get(name), centre)));
  const visible = [...joints.keys()].filter(seen);
  // A hidden hip or shoulder still says how wide the torso is.
  const half = Math.max(TORSO_REACH * reach(torso), BODY_REACH * reach(visible));
  if (half < 1) return undefined;
  return regionAround({ x: centre.x - half, y: centre.y - half, width: 2 * half, height: 2 * half }, input);
}

/** The larger of the horizontal and the vertical distance. */
function farther(point: Point | undefined, centre: Point): number {
  return point ? Math.max(Math.abs(point.x - centre.x), Math.abs(point.y - centre.y)) : 0;
}

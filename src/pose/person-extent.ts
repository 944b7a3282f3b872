import type { Point } from './crop-region.js';
import type { Box } from './detected-pose.js';
import type { JointName } from './joint-names.js';
import type { LocatedJoints } from './located-joints.js';

/** From the pelvis through the thorax to the crown, in torsos; after the canon of eight heads 1.56. */
const CROWN = 1.6;

/**
 * The box round a person: round the joints that are seen, and round the head, which not every network gives and which
 * none sees from behind.
 * @param joints - of which at least one is seen
 * @param minScore - of a joint that counts as seen
 */
export function personExtent(joints: LocatedJoints, minScore: number): Box {
  const points: Point[] = [...joints.values()].filter(({ score }) => score >= minScore);
  const [hips, shoulders] = [middle(joints, 'r_hip', 'l_hip'), middle(joints, 'r_shoulder', 'l_shoulder')];
  if (hips && shoulders) {
    points.push({
      x: hips.x + CROWN * (shoulders.x - hips.x),
      y: hips.y + CROWN * (shoulders.y - hips.y),
    });
  }
  return boxRound(points);
}

/** @param points - one or more */
export function boxRound(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Between two joints, seen or not: where one is hidden, networks still say about where it must be. */
function middle(joints: LocatedJoints, first: JointName, second: JointName): Point | undefined {
  const [a, b] = [joints.get(first), joints.get(second)];
  return a && b && { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

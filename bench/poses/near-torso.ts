import { keypointNames, type KeypointName } from '../../src/conditions/pose.js';
import type { Point } from '../../src/pose/crop-region.js';

const REACH = 0.2;

/** Whether two places are within 0.2 torsos (right shoulder to left hip) of a person. */
export function nearTorso(joints: readonly (Point | null)[]): (a: Point, b: Point) => boolean {
  const at = (name: KeypointName): Point => joints[keypointNames.indexOf(name)]!;
  const [shoulder, hip] = [at('r_shoulder'), at('l_hip')];
  const torso = Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y);
  return (a, b) => Math.hypot(a.x - b.x, a.y - b.y) <= REACH * torso;
}

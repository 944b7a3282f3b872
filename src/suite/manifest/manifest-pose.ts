import type { Pose } from '../../conditions/pose.js';

/** Decimal places of coordinates: a hundredth of a pixel. */
const DECIMALS = 2;

/** A pose as a manifest's line has it. */
export function manifestPose(pose: Pose): [number, number, 0 | 1 | 2][] {
  return pose.map((joint) =>
    joint === null ? [0, 0, 0] : [roundPx(joint.x), roundPx(joint.y), joint.visible ? 2 : 1],
  );
}

export const roundPx = (px: number): number => Number(px.toFixed(DECIMALS));

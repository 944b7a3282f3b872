import { keypointNames, type KeypointName } from '../conditions/pose.js';
import type { DetectedPose } from './detected-pose.js';

const torso: readonly KeypointName[] = ['r_shoulder', 'l_shoulder', 'r_hip', 'l_hip'];

/** How small somebody may be beside the first person and still count: farther away are passers-by. */
const LEAST_SIZE = 0.25;

/**
 * Whether what was seen beside a person is a second one, and no lamp post or limb of the first: it has a whole torso, and is
 * at least a quarter as large.
 */
export function isAnotherPerson(seen: DetectedPose, first: DetectedPose): boolean {
  return (
    torso.every((name) => seen.keypoints[keypointNames.indexOf(name)]) &&
    sizeOf(seen) >= LEAST_SIZE * sizeOf(first)
  );
}

function sizeOf({ box: { width, height } }: DetectedPose): number {
  return Math.max(width, height);
}

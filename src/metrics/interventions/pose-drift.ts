import { keypointNames, type KeypointName } from '../../conditions/pose.js';
import type { NotScored } from '../control/definition.js';
import type { PredictedPose } from '../pose/pose-sample.js';

const torsos: readonly (readonly [KeypointName, KeypointName])[] = [
  ['l_shoulder', 'r_hip'],
  ['r_shoulder', 'l_hip'],
];

/**
 * How far joints moved: mean distance of the joints that were found in both images, in torsos of the base image (shoulder to
 * opposite hip, the longer one).
 */
export function poseDrift(base: PredictedPose | null, edited: PredictedPose | null): number | NotScored {
  if (!base || !edited) return { reason: `nobody was found in the ${base ? 'edited' : 'base'} image` };
  const torso = Math.max(0, ...torsos.map(([from, to]) => distance(joint(base, from), joint(base, to)) ?? 0));
  if (torso === 0) return { reason: 'no scale: the torso was not found in the base image' };
  const moved = keypointNames.flatMap((name) => distance(joint(base, name), joint(edited, name)) ?? []);
  if (moved.length === 0) return { reason: 'no joint was found in both images' };
  return moved.reduce((sum, each) => sum + each, 0) / moved.length / torso;
}

type Joint = PredictedPose['keypoints'][number];

function joint({ keypoints }: PredictedPose, name: KeypointName): Joint {
  return keypoints[keypointNames.indexOf(name)] ?? null;
}

function distance(a: Joint, b: Joint): number | undefined {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : undefined;
}

import { keypointNames, type KeypointName } from '../../conditions/pose.js';
import type { NotScored } from '../control/definition.js';
import type { PredictedPose } from '../pose/pose-sample.js';

/**
 * Lengths that make a body's type, on one side or on two. Not the hips' width: it is short, estimators place hips loosely, and between
 * poses it differs as much as between people.
 */
const segments: readonly (readonly (readonly [KeypointName, KeypointName])[])[] = [
  [
    ['r_shoulder', 'r_elbow'],
    ['l_shoulder', 'l_elbow'],
  ],
  [
    ['r_elbow', 'r_wrist'],
    ['l_elbow', 'l_wrist'],
  ],
  [
    ['r_hip', 'r_knee'],
    ['l_hip', 'l_knee'],
  ],
  [
    ['r_knee', 'r_ankle'],
    ['l_knee', 'l_ankle'],
  ],
  [
    ['r_shoulder', 'r_hip'],
    ['l_shoulder', 'l_hip'],
  ],
  [['r_shoulder', 'l_shoulder']],
];

/** Below three lengths, the median leaves nothing to compare. */
const FEWEST = 3;

/**
 * How much a body's proportions differ: the mean over limbs, torso and shoulders of |log of the ratio of lengths|, after the median
 * log ratio is taken off, which is what the distance from the camera does. Of two sides the longer one counts: a limb that points at
 * the camera looks short, and seldom do both.
 * @returns 0: the same proportions; 0.1: lengths differ by a tenth
 */
export function bodyDrift(base: PredictedPose | null, edited: PredictedPose | null): number | NotScored {
  if (!base || !edited) return { reason: `nobody was found in the ${base ? 'edited' : 'base'} image` };
  const ratios = segments.flatMap((sides) => {
    const [before, after] = [longest(sides, base), longest(sides, edited)];
    return before > 0 && after > 0 ? [Math.log(after / before)] : [];
  });
  if (ratios.length < FEWEST) {
    return { reason: `fewer than ${FEWEST} lengths of the body were found in both images` };
  }
  const middle = median(ratios);
  return ratios.reduce((sum, ratio) => sum + Math.abs(ratio - middle), 0) / ratios.length;
}

/** px; 0: neither side was found. */
function longest(
  sides: readonly (readonly [KeypointName, KeypointName])[],
  { keypoints }: PredictedPose,
): number {
  return sides.reduce((longer, [from, to]) => {
    const [a, b] = [keypoints[keypointNames.indexOf(from)], keypoints[keypointNames.indexOf(to)]];
    return a && b ? Math.max(longer, Math.hypot(a.x - b.x, a.y - b.y)) : longer;
  }, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

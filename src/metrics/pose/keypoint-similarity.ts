import { keypointNames, type KeypointName } from '../../conditions/pose.js';
import type { NotScored } from '../control/definition.js';
import { chooseJoints, jointTable, type JointChoice, type JointTable } from './joint-table.js';
import type { PoseSample, PoseTarget } from './pose-sample.js';

/** How far annotators differ on a joint, in root areas; COCO gives it for these joints. @source cocodataset.org, keypoints-eval */
const sigmas: Partial<Record<KeypointName, number>> = {
  r_ankle: 0.089,
  l_ankle: 0.089,
  r_knee: 0.087,
  l_knee: 0.087,
  r_hip: 0.107,
  l_hip: 0.107,
  r_shoulder: 0.079,
  l_shoulder: 0.079,
  r_elbow: 0.072,
  l_elbow: 0.072,
  r_wrist: 0.062,
  l_wrist: 0.062,
};

/** How much of its box a person fills, where there is no mask. @source HRNet, mmpose and xtcocotools use this figure */
const BOX_SHARE = 0.53;

export interface KeypointSimilarities {
  readonly choice: JointChoice;
  /** Similarity of each joint to its target, 0 to 1. */
  readonly table: JointTable;
  /** Where the areas come from: number of images each. */
  readonly details: Readonly<Record<'areaOfMask' | 'areaOfBox' | 'areaOfKeypoints', number>>;
}

/**
 * Object keypoint similarity, joint by joint: exp(-d² / (2 area (2 sigma)²)). The area is the mask's, else 0.53 of the person's
 * box, else 0.53 of the box about the labelled joints. Joints without a sigma in COCO leave the score; hidden joints count.
 * What was not found is 0 similar.
 * @source COCO keypoint evaluation; pycocotools COCOeval.computeOks
 */
export function keypointSimilarities({ pairs, estimator }: PoseSample): KeypointSimilarities {
  const choice = chooseJoints(estimator, (j) =>
    sigmas[keypointNames[j]!] === undefined ? 'COCO gives no sigma for it' : undefined,
  );
  const details = { areaOfMask: 0, areaOfBox: 0, areaOfKeypoints: 0 };
  const table = jointTable(pairs, choice, ({ target, predicted }) => {
    const { area, from } = areaOf(target);
    if (!(area > 0))
      return { reason: 'no scale: no area or box, and the labelled joints span none' } satisfies NotScored;
    details[from]++;
    return (j) => {
      const wanted = target.pose[j]!;
      const found = predicted?.keypoints[j];
      if (!found) return 0;
      const squared = (found.x - wanted.x) ** 2 + (found.y - wanted.y) ** 2;
      return Math.exp(-squared / (2 * area * (2 * sigmas[keypointNames[j]!]!) ** 2));
    };
  });
  return { choice, table, details };
}

function areaOf({ area, box, pose }: PoseTarget): {
  area: number;
  from: keyof KeypointSimilarities['details'];
} {
  if (area !== undefined) return { area, from: 'areaOfMask' };
  if (box) return { area: BOX_SHARE * box.width * box.height, from: 'areaOfBox' };
  const labelled = pose.filter((keypoint) => keypoint !== null);
  const span = (places: readonly number[]) => Math.max(...places) - Math.min(...places);
  return {
    area: BOX_SHARE * span(labelled.map(({ x }) => x)) * span(labelled.map(({ y }) => y)),
    from: 'areaOfKeypoints',
  };
}

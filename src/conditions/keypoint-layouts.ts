import type { Keypoint, KeypointName, Pose } from './pose.js';
import { keypointNames } from './pose.js';

/** Where a layout has a joint: its index; two indices: in the middle between them; null: nowhere. */
export type JointSource = number | readonly [number, number] | null;

/** A keypoint layout of the field, seen from the 16 joints. */
export interface KeypointLayout {
  readonly title: string;
  /** Points that a person has in this layout. */
  readonly points: number;
  readonly joints: Readonly<Record<KeypointName, JointSource>>;
}

/** COCO's 17: nose, eyes, ears, shoulders, elbows, wrists, hips, knees, ankles, the left one of a pair first. */
export const coco17: KeypointLayout = {
  title: 'COCO, 17 points',
  points: 17,
  joints: {
    r_ankle: 16,
    r_knee: 14,
    r_hip: 12,
    l_hip: 11,
    l_knee: 13,
    l_ankle: 15,
    pelvis: [11, 12],
    thorax: [5, 6],
    upper_neck: null,
    head_top: null,
    r_wrist: 10,
    r_elbow: 8,
    r_shoulder: 6,
    l_shoulder: 5,
    l_elbow: 7,
    l_wrist: 9,
  },
};

/**
 * OpenPose's 18: nose, neck, right arm, left arm, right leg, left leg, face. Its "neck" is the middle of the shoulders,
 * which MPII calls thorax. PATN's 18 are the same up to the face (14-17), which gives no joint here.
 */
export const openPose18: KeypointLayout = {
  title: 'OpenPose COCO, 18 points',
  points: 18,
  joints: {
    r_ankle: 10,
    r_knee: 9,
    r_hip: 8,
    l_hip: 11,
    l_knee: 12,
    l_ankle: 13,
    pelvis: [8, 11],
    thorax: 1,
    upper_neck: null,
    head_top: null,
    r_wrist: 4,
    r_elbow: 3,
    r_shoulder: 2,
    l_shoulder: 5,
    l_elbow: 6,
    l_wrist: 7,
  },
};

/** OpenPose's BODY_25: as {@link openPose18} up to the arms, then the middle of the hips, legs, face and feet. */
export const openPose25: KeypointLayout = {
  title: 'OpenPose BODY_25',
  points: 25,
  joints: {
    r_ankle: 11,
    r_knee: 10,
    r_hip: 9,
    l_hip: 12,
    l_knee: 13,
    l_ankle: 14,
    pelvis: 8,
    thorax: 1,
    upper_neck: null,
    head_top: null,
    r_wrist: 4,
    r_elbow: 3,
    r_shoulder: 2,
    l_shoulder: 5,
    l_elbow: 6,
    l_wrist: 7,
  },
};

/**
 * The 16 joints of a person given in another layout. A joint in the middle of two needs both, and is visible if both are.
 * @param points - in the layout's order; null: missing
 */
export function toPose(points: readonly (Keypoint | null)[], { joints }: KeypointLayout): Pose {
  return keypointNames.map((name) => {
    const source = joints[name];
    if (source === null) return null;
    if (typeof source === 'number') return points[source] ?? null;
    const [a, b] = [points[source[0]], points[source[1]]];
    return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, visible: a.visible && b.visible } : null;
  });
}

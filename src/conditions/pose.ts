/** The 16 joints in MPII order. */
export const keypointNames = [
  'r_ankle',
  'r_knee',
  'r_hip',
  'l_hip',
  'l_knee',
  'l_ankle',
  'pelvis',
  'thorax',
  'upper_neck',
  'head_top',
  'r_wrist',
  'r_elbow',
  'r_shoulder',
  'l_shoulder',
  'l_elbow',
  'l_wrist',
] as const;

export type KeypointName = (typeof keypointNames)[number];

/**
 * A joint in image coordinates: px, x to the right, y down, (0, 0) the top left corner of the image, so that the first pixel's
 * centre is (0.5, 0.5).
 */
export interface Keypoint {
  readonly x: number;
  readonly y: number;
  /** false: labelled, but hidden in the image. */
  readonly visible: boolean;
}

/** 16 joints in the order of {@link keypointNames}; null: not labelled or not given. */
export type Pose = readonly (Keypoint | null)[];

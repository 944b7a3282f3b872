/** A joint as an estimator found it: image coordinates as in conditions/pose.ts. */
export interface DetectedKeypoint {
  /** px; may lie outside of the image. */
  readonly x: number;
  readonly y: number;
  /** 0..1, as the network gives it; estimators differ in what they call certain. */
  readonly score: number;
}

/** px, the left upper corner and the extent. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One person. */
export interface DetectedPose {
  /** 16 in the order of keypointNames; null: the estimator does not give this joint, or not here. */
  readonly keypoints: readonly (DetectedKeypoint | null)[];
  /** 0..1, how certain it is that this is a person. */
  readonly score: number;
  /** Round the joints that were found. */
  readonly box: Box;
}

import type { KeypointName, Pose } from '../../conditions/pose.js';

/** A rectangle in image coordinates, px; x and y are those of its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a generator was asked for, or what a real image is known to show; with what scales distances, where the data has it. */
export interface PoseTarget {
  readonly pose: Pose;
  /** Around the head, as MPII annotates it. */
  readonly headBox?: Box | undefined;
  /** Around the person. */
  readonly box?: Box | undefined;
  /** Of the person's mask, px². */
  readonly area?: number | undefined;
}

/** The part of a detected pose that scores read. */
export interface PredictedPose {
  /** 16, in MPII order, in image coordinates; null: not found. */
  readonly keypoints: readonly ({ readonly x: number; readonly y: number } | null)[];
  /** The estimator's confidence in the person, by which OKS AP ranks. */
  readonly score: number;
}

/** An image's pose beside the one that it should show. */
export interface PosePair {
  /** Of the image. */
  readonly id: string;
  /** Id of the image's condition; images of one condition, such as of several seeds, are resampled together. */
  readonly condition: string;
  readonly target: PoseTarget;
  /** The condition that `target` belongs to, where it is not the image's own. */
  readonly targetCondition?: string | undefined;
  /** null: nobody was found. */
  readonly predicted: PredictedPose | null;
}

/** Pairs that one estimator has looked at. */
export interface PoseSample {
  readonly estimator: {
    readonly name: string;
    /** The joints that it gives. Others leave the scores. */
    readonly joints: readonly KeypointName[];
  };
  readonly pairs: readonly PosePair[];
}

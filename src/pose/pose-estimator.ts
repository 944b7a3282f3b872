import type { KeypointName } from '../conditions/pose.js';
import type { RgbImage } from '../images/image.js';
import type { Box, DetectedPose } from './detected-pose.js';

/** What found the poses, for provenance. */
export interface EstimatorIdentity {
  readonly name: string;
  /** Of the network's file or files. */
  readonly weightsSha256: string;
  /** Input size, resampling, thresholds and how the person is found, in words. */
  readonly settings: string;
}

/** Finds people in images that should show one, and their joints. */
export interface PoseEstimator {
  readonly identity: EstimatorIdentity;
  /** The joints that it can give; all others are null in every pose, and belong in no score. */
  readonly supported: readonly KeypointName[];
  /** Engine, version, device. */
  readonly runsOn: string;
  /**
   * @param box - round the person, px, if it is known; without it the person is looked for
   * @returns the people seen, the first the most prominent: nobody, one, or two, which stands for two or more; with a box, one at most
   * @throws InputError if the box does not meet the image, or the network does not give what its settings say
   */
  estimate(image: RgbImage, box?: Box): Promise<readonly DetectedPose[]>;
  dispose(): Promise<void>;
}

import type { KeypointName } from '../conditions/pose.js';
import type { LoadedNetwork } from '../engines/engine.js';
import type { RgbImage } from '../images/image.js';
import { regionAround, wholeImage, type CropRegion } from './crop-region.js';
import type { Box, DetectedKeypoint, DetectedPose } from './detected-pose.js';
import type { LocatedJoints } from './located-joints.js';
import { mpiiKeypoints, supportedKeypoints } from './mpii-keypoints.js';
import { personRegion } from './person-region.js';
import { locateJoints, type PoseNetworkSettings } from './pose-network.js';

/** What found the poses, for provenance. */
export interface EstimatorIdentity {
  readonly name: string;
  /** Of the network's file or files. */
  readonly weightsSha256: string;
  /** Input size, resampling and thresholds, in words. */
  readonly settings: string;
}

/** Finds the joints of one person in an image. */
export interface PoseEstimator {
  readonly identity: EstimatorIdentity;
  /** The joints that it can give; all others are null in every pose, and belong in no score. */
  readonly supported: readonly KeypointName[];
  /** Engine, version, device. */
  readonly runsOn: string;
  /**
   * @param box - where the person is, if that is known; without it the person is looked for
   * @returns null if nobody is found
   */
  estimate(image: RgbImage, box?: Box): Promise<DetectedPose | null>;
  dispose(): Promise<void>;
}

export interface EstimatorSettings extends PoseNetworkSettings {
  /** The least score of a joint that counts as found. */
  readonly minJointScore: number;
  /** The least mean score of a person's joints. */
  readonly minPersonScore: number;
}

export interface NetworkEstimatorOptions {
  readonly name: string;
  readonly weightsSha256: string;
  readonly runsOn: string;
  readonly settings: EstimatorSettings;
  /** Loads the network; called at the first image. */
  readonly load: () => Promise<LoadedNetwork>;
}

/** How much larger than a given box the region is that the network sees: networks are trained with some room around. */
const BOX_MARGIN = 1.25;

/** A pose estimator over a network that finds one person in a crop; it owns the network from then on. */
export function networkPoseEstimator(options: NetworkEstimatorOptions): PoseEstimator {
  const { name, weightsSha256, runsOn, settings } = options;
  let loading: Promise<LoadedNetwork> | undefined;

  async function look(image: RgbImage, region: CropRegion): Promise<LocatedJoints> {
    return locateJoints(await (loading ??= options.load()), settings, image, region);
  }

  /** A coarse pass over the whole image, then one over the part of it where the person seems to be. */
  async function lookTwice(image: RgbImage): Promise<LocatedJoints> {
    const coarse = await look(image, wholeImage(image, settings));
    const region = personRegion(coarse, settings, settings.minJointScore);
    if (region === undefined) return coarse;
    const fine = await look(image, region);
    return meanScore(fine) >= meanScore(coarse) ? fine : coarse;
  }

  return {
    identity: { name, weightsSha256, settings: describe(settings) },
    supported: supportedKeypoints(settings.joints),
    runsOn,
    async estimate(image, box) {
      const joints = box
        ? await look(image, regionAround(box, settings, BOX_MARGIN))
        : await lookTwice(image);
      const score = meanScore(joints);
      const keypoints = mpiiKeypoints(joints, settings.minJointScore);
      const found = keypoints.filter((keypoint) => keypoint !== null);
      if (score < settings.minPersonScore || found.length === 0) return null;
      return { keypoints, score, box: boxRound(found) };
    },
    dispose: async () => (await loading)?.dispose(),
  };
}

function meanScore(joints: LocatedJoints): number {
  let sum = 0;
  for (const { score } of joints.values()) sum += score;
  return sum / joints.size;
}

function boxRound(keypoints: readonly DetectedKeypoint[]): Box {
  const xs = keypoints.map(({ x }) => x);
  const ys = keypoints.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function describe(settings: EstimatorSettings): string {
  const { widthPx, heightPx, resize, minJointScore, minPersonScore } = settings;
  return `${widthPx}x${heightPx}, resize ${resize}; joints from ${minJointScore}, persons from ${minPersonScore}`;
}

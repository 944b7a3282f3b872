import type { RgbImage } from '../images/image.js';
import { regionAround, wholeImage } from './crop-region.js';
import type { Box, DetectedKeypoint } from './detected-pose.js';
import type { LocatedJoints } from './located-joints.js';
import { mpiiKeypoints, supportedKeypoints } from './mpii-keypoints.js';
import { personRegion } from './person-region.js';
import { personScore } from './person-score.js';
import type { PoseEstimator } from './pose-estimator.js';
import type { PoseNetwork, PoseNetworkSettings } from './pose-network.js';

export interface EstimatorSettings extends PoseNetworkSettings {
  /** The least score of a joint that counts as found. */
  readonly minJointScore: number;
  /** The least score of a person (person-score.ts) that counts as found. */
  readonly minPersonScore: number;
}

/** How much larger than a given box the region is that the network sees: networks are trained with some room around. */
const BOX_MARGIN = 1.25;

/**
 * A pose estimator over a network that finds one person in a crop. It owns the networks from then on.
 * @param finder - the network of the coarse pass, where that is another one
 */
export function networkPoseEstimator(
  network: PoseNetwork<EstimatorSettings>,
  runsOn: string,
  finder?: PoseNetwork<EstimatorSettings>,
): PoseEstimator {
  const { name, weightsSha256, settings } = network;

  /** A coarse pass over the whole image, then one over the part of it where the person seems to be. */
  async function search(image: RgbImage): Promise<LocatedJoints> {
    const scout = finder ?? network;
    const whole = wholeImage(image, scout.settings);
    const coarse = await scout.locate(image, whole);
    const region = personRegion(coarse, settings, scout.settings.minJointScore);
    if (finder) return network.locate(image, region ?? wholeImage(image, settings));
    if (!region) return coarse;
    const fine = await network.locate(image, region);
    return personScore(fine) >= personScore(coarse) ? fine : coarse;
  }

  return {
    identity: { name, weightsSha256, settings: describe(settings, finder) },
    supported: supportedKeypoints(settings.joints),
    runsOn,
    async estimate(image, box) {
      const joints = box
        ? await network.locate(image, regionAround(box, settings, BOX_MARGIN))
        : await search(image);
      const score = personScore(joints);
      const keypoints = mpiiKeypoints(joints, settings.minJointScore);
      const found = keypoints.filter((keypoint) => keypoint !== null);
      if (score < settings.minPersonScore || found.length === 0) return null;
      return { keypoints, score, box: boxRound(found) };
    },
    dispose: async () => {
      await Promise.all([network.dispose(), finder?.dispose()]);
    },
  };
}

function boxRound(keypoints: readonly DetectedKeypoint[]): Box {
  const xs = keypoints.map(({ x }) => x);
  const ys = keypoints.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function describe(settings: EstimatorSettings, finder: PoseNetwork | undefined): string {
  const { widthPx, heightPx, resize, minJointScore, minPersonScore } = settings;
  const found = finder ? `${finder.name} (${finder.weightsSha256.slice(0, 12)})` : 'itself';
  return `${widthPx}x${heightPx}, resize ${resize}; joints from ${minJointScore}, persons from ${minPersonScore}; person found by ${found}`;
}

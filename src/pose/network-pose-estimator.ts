import { InputError } from '../errors.js';
import type { RgbImage } from '../images/image.js';
import { regionAround, wholeImage, type CropRegion } from './crop-region.js';
import type { Box, DetectedPose } from './detected-pose.js';
import { isAnotherPerson } from './is-another-person.js';
import type { LocatedJoints } from './located-joints.js';
import { mpiiKeypoints, supportedKeypoints } from './mpii-keypoints.js';
import { paintOver } from './paint-over.js';
import { boxRound, personExtent } from './person-extent.js';
import { personRegion } from './person-region.js';
import { personScore } from './person-score.js';
import type { PoseEstimator } from './pose-estimator.js';
import type { PoseNetwork, PoseNetworkSettings } from './pose-network.js';

export interface EstimatorSettings extends PoseNetworkSettings {
  /** The least score of a joint that counts as found. */
  readonly minJointScore: number;
  /** The least score of a person (person-score.ts) that counts as found. */
  readonly minPersonScore: number;
  /** Whether to look for a second person; false for a network whose scores do not tell people from other things. */
  readonly looksForOthers: boolean;
}

/** How much larger than a given box the region is that the network sees: networks are trained with some room around. */
const BOX_MARGIN = 1.25;
/** How much larger than the first person's extent the part is that is painted over. */
const PAINT_MARGIN = 1.12;

/** What a pass over a whole image gives. */
interface Glance {
  readonly joints: LocatedJoints;
  /** Where somebody seems to be. */
  readonly region: CropRegion | undefined;
}

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

  /** The coarse pass, over the whole image. */
  async function glance(image: RgbImage): Promise<Glance> {
    const scout = finder ?? network;
    const joints = await scout.locate(image, wholeImage(image, scout.settings));
    return { joints, region: personRegion(joints, image, settings, scout.settings.minJointScore) };
  }

  /** The fine pass, over the part of the image where somebody seems to be. */
  async function focus(image: RgbImage, { joints, region }: Glance): Promise<LocatedJoints> {
    if (finder) return network.locate(image, region ?? wholeImage(image, settings));
    if (!region) return joints;
    const fine = await network.locate(image, region);
    return personScore(fine) >= personScore(joints) ? fine : joints;
  }

  /** Looks at the image again without the first person. One pass, if there is nothing like a torso. */
  async function anotherThan(first: LocatedJoints, image: RgbImage): Promise<LocatedJoints | undefined> {
    const rest = paintOver(image, personExtent(first, settings.minJointScore), PAINT_MARGIN);
    const seen = await glance(rest);
    return seen.region && focus(rest, seen);
  }

  function poseOf(joints: LocatedJoints): DetectedPose | undefined {
    const score = personScore(joints);
    const keypoints = mpiiKeypoints(joints, settings.minJointScore);
    const found = keypoints.filter((keypoint) => keypoint !== null);
    if (score < settings.minPersonScore || found.length === 0) return undefined;
    return { keypoints, score, box: boxRound(found) };
  }

  return {
    identity: { name, weightsSha256, settings: describe(settings, finder) },
    supported: supportedKeypoints(settings.joints),
    runsOn,
    async estimate(image, box) {
      const joints = box
        ? await network.locate(image, regionAround(nearImage(image, box), settings, BOX_MARGIN))
        : await focus(image, await glance(image));
      const first = poseOf(joints);
      if (!first) return [];
      const others = box || !settings.looksForOthers ? undefined : await anotherThan(joints, image);
      const second = others && poseOf(others);
      return second && isAnotherPerson(second, first) ? [first, second] : [first];
    },
    dispose: async () => {
      await Promise.all([network.dispose(), finder?.dispose()]);
    },
  };
}

/**
 * A box as it is, for a person may go on beyond the image; but no farther than the image's own size on each side.
 * @throws InputError if the box does not meet the image
 */
function nearImage({ widthPx, heightPx }: RgbImage, box: Box): Box {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  if (!(box.x < widthPx && box.y < heightPx && Math.min(right, bottom, box.width, box.height) > 0)) {
    throw new InputError(
      `A person's box of ${box.width} x ${box.height} px at (${box.x}, ${box.y}) is empty or outside of the image, which has ${widthPx} x ${heightPx} px.`,
    );
  }
  const [x, y] = [Math.max(-widthPx, box.x), Math.max(-heightPx, box.y)];
  return { x, y, width: Math.min(2 * widthPx, right) - x, height: Math.min(2 * heightPx, bottom) - y };
}

function describe(settings: EstimatorSettings, finder: PoseNetwork | undefined): string {
  const { widthPx, heightPx, resize, minJointScore, minPersonScore, looksForOthers } = settings;
  const found = finder ? `${finder.name} (${finder.weightsSha256.slice(0, 12)})` : 'itself';
  const others = looksForOthers ? 'looked for' : 'not looked for';
  return (
    `${widthPx}x${heightPx}, resize ${resize}; joints from ${minJointScore}, persons from ${minPersonScore}; ` +
    `person found by ${found}, a second one ${others}`
  );
}

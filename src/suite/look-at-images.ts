import { createHash } from 'node:crypto';
import type { Condition, PictureSize } from '../conditions/condition.js';
import { sameShape } from '../conditions/transform-points.js';
import { ImageError, InputError } from '../errors.js';
import type { RgbImage } from '../images/image.js';
import type { ImageSet } from '../images/image-set.js';
import type { LabelMap } from '../images/label-map.js';
import type { PredictedPose } from '../metrics/pose/pose-sample.js';
import { detectPoses } from '../pose/detect-poses.js';
import type { DetectedPose } from '../pose/detected-pose.js';
import type { PoseEstimator } from '../pose/pose-estimator.js';
import type { JoinedImage } from './control-join.js';
import type { Listener } from './listener.js';
import type { OutfitEye } from './outfit-eye.js';
import type { SeenImage, SeenSet } from './seen-set.js';

/** What looks at images. */
export interface Eyes {
  readonly estimator: PoseEstimator;
  /** undefined: outfits are not looked at. */
  readonly outfits?: OutfitEye | undefined;
}

export interface LookOptions {
  readonly onError: 'fail' | 'skip';
  /** Pictures of conditions that do not say theirs; for others, it is the image. */
  readonly pictures?: ReadonlyMap<Condition, PictureSize> | undefined;
  /** The map of body parts and clothes of an image; undefined: there are none. */
  readonly parsingOf?: ((image: JoinedImage) => Promise<LabelMap | undefined>) | undefined;
}

/** How far an image's shape may differ from the picture's: sizes are rounded to whole px. */
const SHAPE_TOLERANCE = 0.01;

/**
 * Looks at a set's images, one after the other. Poses are scaled to the picture that the pose asked for is measured in.
 * @param joined - the images to look at
 * @throws InputError naming the first unreadable image, unless `onError` is 'skip'; or an image of another shape than its picture
 */
export async function lookAtImages(
  set: ImageSet,
  joined: readonly JoinedImage[],
  { estimator, outfits }: Eyes,
  { onError, pictures: known, parsingOf }: LookOptions,
  listener: Listener,
): Promise<SeenSet> {
  const pictures = new Map<Condition, PictureSize>();
  const skipped: { id: string; reason: string }[] = [];
  const images: SeenImage[] = [];
  const joinedOf = new Map(joined.map((image) => [image.id, image]));
  let scaled = 0;
  listener.onStage?.({ label: set.location, total: joined.length, unit: 'images' });
  try {
    for await (const { id, image, pose } of detectPoses(selected(set, joined), estimator, {
      onSkip: onError === 'skip' ? (image) => skipped.push(image) : undefined,
    })) {
      const joinedImage = joinedOf.get(id)!;
      const { condition } = joinedImage;
      const picture = condition.size ?? known?.get(condition) ?? image;
      if (condition.pose) requireSameShape(set.location, id, image, picture);
      if (picture.widthPx !== image.widthPx || picture.heightPx !== image.heightPx) scaled++;
      if (!pictures.has(condition)) pictures.set(condition, picture);
      images.push({
        ...{ id, condition, content: contentOf(image) },
        pose: pose && inPicture(pose, image, picture),
        slots:
          (await outfits?.look(id, image, condition, { pose, parsing: await parsingOf?.(joinedImage) })) ??
          new Map(),
      });
      listener.onAdvance?.(1);
    }
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    throw new InputError(
      `${set.location}: ${error.message}. Repair or remove it, or leave such images out with --on-error skip.`,
      { cause: error },
    );
  } finally {
    listener.onStageEnd?.();
  }
  for (const { reason } of skipped) listener.onNotice?.(`Skipped ${reason}`);
  const side = {
    location: set.location,
    count: images.length,
    available: set.ids.length,
    ignored: set.ignored.length,
    skipped,
    conditions: pictures.size,
    nobodyFound: images.filter(({ pose }) => !pose).length,
    scaled,
  };
  return { images, side, pictures };
}

/** The set without the images that are not to be looked at. */
function selected(set: ImageSet, joined: readonly JoinedImage[]): ImageSet {
  return {
    location: set.location,
    ignored: set.ignored,
    ids: joined.map(({ id }) => id),
    read: (i) => set.read(joined[i]!.index),
    close: () => set.close(),
  };
}

function inPicture({ keypoints, score }: DetectedPose, image: RgbImage, picture: PictureSize): PredictedPose {
  const [scaleX, scaleY] = [picture.widthPx / image.widthPx, picture.heightPx / image.heightPx];
  return {
    keypoints: keypoints.map((found) => found && { x: found.x * scaleX, y: found.y * scaleY }),
    score,
  };
}

function requireSameShape(location: string, id: string, image: PictureSize, picture: PictureSize): void {
  if (sameShape(image, picture, SHAPE_TOLERANCE)) return;
  const describe = ({ widthPx, heightPx }: PictureSize) => `${widthPx} x ${heightPx}`;
  throw new InputError(
    `${location}: ${id} is ${describe(image)} px, but its pose is given in a picture of ${describe(picture)}; ` +
      'expected the same shape within 1%. Where the image was cropped, crop the pose alike in the manifest.',
  );
}

function contentOf({ widthPx, heightPx, data }: RgbImage): string {
  return createHash('sha256').update(`${widthPx}x${heightPx}:`).update(data).digest('base64');
}

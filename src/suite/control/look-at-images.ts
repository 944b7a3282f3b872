import { createHash } from 'node:crypto';
import type { Condition, PictureSize } from '../../conditions/condition.js';
import type { RgbImage } from '../../images/image.js';
import type { ImageSet } from '../../images/image-set.js';
import type { LabelMap } from '../../images/label-map.js';
import { detectPoses } from '../../pose/detect-poses.js';
import type { PoseEstimator } from '../../pose/pose-estimator.js';
import type { JoinedImage } from './control-join.js';
import { inPicture, requireSameShape } from './in-picture.js';
import type { Listener } from '../listener.js';
import type { OutfitEye } from './outfit-eye.js';
import { partOfSet } from './part-of-set.js';
import { rethrowUnreadable } from '../rethrow-unreadable.js';
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

export const SEVERAL_PEOPLE = '2 or more people were seen; expected one';

/**
 * Looks at a set's images, one after the other. Poses are scaled to the picture that the pose asked for is measured in. An image in
 * which several people are seen is counted, with the reason, and is not among the images: nobody can say which of them was meant.
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
  const notScored: { id: string; reason: string }[] = [];
  const images: SeenImage[] = [];
  const joinedOf = new Map(joined.map((image) => [image.id, image]));
  const places = joined.map(({ index }) => index);
  let scaled = 0;
  listener.onStage?.({ label: set.location, total: joined.length, unit: 'images' });
  try {
    for await (const { id, image, poses } of detectPoses(partOfSet(set, places), estimator, {
      onSkip:
        onError === 'skip'
          ? (image) => {
              skipped.push(image);
              listener.onAdvance?.(1);
            }
          : undefined,
    })) {
      const joinedImage = joinedOf.get(id)!;
      const { condition } = joinedImage;
      const picture = condition.size ?? known?.get(condition) ?? image;
      if (condition.pose) requireSameShape(set.location, id, image, picture);
      if (picture.widthPx !== image.widthPx || picture.heightPx !== image.heightPx) scaled++;
      if (!pictures.has(condition)) pictures.set(condition, picture);
      const [pose = null, other] = poses;
      if (other) {
        notScored.push({ id, reason: SEVERAL_PEOPLE });
      } else {
        images.push({
          ...{ id, condition, content: contentOf(image) },
          pose: pose && inPicture(pose, image, picture),
          slots:
            (await outfits?.look(id, image, condition, { pose, parsing: await parsingOf?.(joinedImage) })) ??
            new Map(),
        });
      }
      listener.onAdvance?.(1);
    }
  } catch (error) {
    rethrowUnreadable(set.location, error);
  } finally {
    listener.onStageEnd?.();
  }
  for (const { reason } of skipped) listener.onNotice?.(`Skipped ${reason}`);
  const side = {
    location: set.location,
    count: images.length + notScored.length,
    available: set.ids.length,
    ignored: set.ignored.length,
    skipped,
    conditions: new Set(images.map(({ condition }) => condition)).size,
    notScored,
    nobodyFound: images.filter(({ pose }) => !pose).length,
    scaled,
  };
  return { images, side, pictures };
}

function contentOf({ widthPx, heightPx, data }: RgbImage): string {
  return createHash('sha256').update(`${widthPx}x${heightPx}:`).update(data).digest('base64');
}

import { decodeImage } from '../../images/decode-image.js';
import type { RgbImage } from '../../images/image.js';
import { resizeImage } from '../../images/resize.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import { compareImages } from '../../metrics/paired/compare-images.js';
import type { PairedValues } from '../../metrics/paired/paired-sample.js';
import { backgroundRegion } from '../../outfit/region-from-pose.js';
import type { RealImages } from './control-ceiling.js';
import type { SeenImage, SeenSet } from './seen-set.js';

/** Real images by condition, to compare others with. */
export interface RealTargets {
  /** By condition: what identifies its image's pixels. */
  readonly contents: ReadonlyMap<string, string>;
  /** An image beside the real one of a condition, which is brought to its size. */
  compare(image: RgbImage, condition: string): Promise<PairedValues | NotScored>;
}

/**
 * @param ceiling - what was seen in the real images; of several images of a condition, the first counts
 */
export function realTargets({ set, joined }: RealImages, { images, pictures }: SeenSet): RealTargets {
  const places = new Map(joined.map(({ id, index }) => [id, index]));
  const firsts = new Map<string, SeenImage>();
  for (const image of images) {
    if (!firsts.has(image.condition.id)) firsts.set(image.condition.id, image);
  }
  return {
    contents: new Map(Array.from(firsts, ([condition, { content }]) => [condition, content])),
    async compare(image, condition) {
      const seen = firsts.get(condition);
      if (!seen) return { reason: 'there is no real image of the condition' };
      const real = await decodeImage(await set.read(places.get(seen.id)!), seen.id);
      const picture = pictures.get(seen.condition)!;
      const mask = personMask(
        seen,
        [image.widthPx / picture.widthPx, image.heightPx / picture.heightPx],
        image,
      );
      return compareImages(image, toSizeOf(image, real), mask);
    },
  };
}

/** All but what is well away from the person. */
function personMask(
  { pose }: SeenImage,
  [scaleX, scaleY]: readonly [number, number],
  size: RgbImage,
): Uint8Array | NotScored {
  if (!pose) return { reason: 'nobody was found in the real image' };
  const joints = pose.keypoints.map((joint) => joint && { x: joint.x * scaleX, y: joint.y * scaleY });
  const background = backgroundRegion(joints, size);
  return isScored(background) ? background.mask.map((outside) => 1 - outside) : background;
}

function toSizeOf({ widthPx, heightPx }: RgbImage, image: RgbImage): RgbImage {
  if (image.widthPx === widthPx && image.heightPx === heightPx) return image;
  const resized = resizeImage(image, 'clean', widthPx, heightPx);
  return {
    widthPx,
    heightPx,
    data: Uint8Array.from(resized, (value) => Math.min(255, Math.max(0, Math.round(value)))),
  };
}

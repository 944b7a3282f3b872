import { ImageError } from '../errors.js';
import { decodeImage } from '../images/decode-image.js';
import type { RgbImage } from '../images/image.js';
import type { ImageSet } from '../images/image-set.js';
import type { Box, DetectedPose } from './detected-pose.js';
import type { PoseEstimator } from './pose-estimator.js';

export interface PoseOfImage {
  readonly id: string;
  readonly image: RgbImage;
  /** The people seen, as PoseEstimator gives them. */
  readonly poses: readonly DetectedPose[];
}

export interface DetectOptions {
  /** Where the person of an image is, px, if that is known. */
  readonly boxOf?: ((id: string) => Box | undefined) | undefined;
  /** Called for an image that cannot be read; without it, the first such image ends the detection. */
  readonly onSkip?: ((skipped: { readonly id: string; readonly reason: string }) => void) | undefined;
}

/**
 * Streams the poses of a set's images, in order. The next image is read and decoded while the network looks at one.
 * @throws ImageError for the first unreadable image, unless `onSkip` takes it
 */
export async function* detectPoses(
  set: ImageSet,
  estimator: PoseEstimator,
  { boxOf, onSkip }: DetectOptions = {},
): AsyncGenerator<PoseOfImage> {
  const decode = async (index: number): Promise<RgbImage | ImageError | undefined> => {
    const id = set.ids[index];
    if (id === undefined) return undefined;
    try {
      return await decodeImage(await set.read(index), id);
    } catch (error) {
      if (error instanceof ImageError) return error;
      throw error;
    }
  };
  let next = decode(0);
  for (const [index, id] of set.ids.entries()) {
    const image = await next;
    next = decode(index + 1);
    // A rejection is handled where the image is awaited, which may be after it happened.
    next.catch(() => undefined);
    if (image instanceof ImageError) {
      if (!onSkip) throw image;
      onSkip({ id, reason: image.message });
    } else if (image) {
      yield { id, image, poses: await estimator.estimate(image, boxOf?.(id)) };
    }
  }
}

import sharp from 'sharp';
import { poseOverlay } from '../conditions/pose-overlay.js';
import type { RgbImage } from '../images/image.js';
import type { Point } from './crop-region.js';

/** A PNG of the image with the poses over it. */
export async function drawPoses(
  image: RgbImage,
  poses: readonly { readonly keypoints: readonly (Point | null)[] }[],
): Promise<Uint8Array> {
  const { widthPx, heightPx, data } = image;
  const picture = sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  const overlays = poses.map(({ keypoints }) => ({ input: Buffer.from(poseOverlay(image, keypoints)) }));
  return picture.composite(overlays).png().toBuffer();
}

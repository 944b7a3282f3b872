import sharp from 'sharp';
import type { RgbImage } from '../images/image.js';
import type { Point } from './crop-region.js';
import { drawSkeleton } from './draw-skeleton.js';

/** A PNG of the image with the pose over it; without a pose, of the image alone. */
export async function drawPose(
  image: RgbImage,
  pose: { readonly keypoints: readonly (Point | null)[] } | null,
): Promise<Uint8Array> {
  const { widthPx, heightPx, data } = image;
  const picture = sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  const overlay = pose ? [{ input: Buffer.from(drawSkeleton(pose.keypoints, image)) }] : [];
  return picture.composite(overlay).png().toBuffer();
}

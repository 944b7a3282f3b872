import sharp from 'sharp';
import type { RgbImage } from '../images/image.js';
import type { Point } from './crop-region.js';
import { drawSkeleton } from './draw-skeleton.js';

/** A PNG of the image with the poses over it. */
export async function drawPoses(
  image: RgbImage,
  poses: readonly { readonly keypoints: readonly (Point | null)[] }[],
): Promise<Uint8Array> {
  const { widthPx, heightPx, data } = image;
  const picture = sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  const overlays = poses.map(({ keypoints }) => ({ input: Buffer.from(drawSkeleton(keypoints, image)) }));
  return picture.composite(overlays).png().toBuffer();
}

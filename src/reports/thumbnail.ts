import sharp from 'sharp';
import type { RgbImage } from '../images/image.js';

/** WebP quality of thumbnails, 1 to 100. */
const QUALITY = 70;

/** Longest sides that are tried, in pixels, until a thumbnail is within its share of the budget. */
const SIDES_PX: readonly number[] = [160, 128, 96, 64, 48];

/**
 * A small lossy likeness of an image, for people to look at and never to measure.
 * @param budgetBytes - most that its data URI should take; the smallest size is taken even if it is above
 * @param sidesPx - longest sides that are tried, falling
 * @returns `data:image/webp;base64,...`, never enlarged
 */
export async function thumbnail(
  image: RgbImage,
  budgetBytes = Infinity,
  sidesPx = SIDES_PX,
): Promise<string> {
  const { widthPx: width, heightPx: height } = image;
  let uri = '';
  for (const sidePx of sidesPx) {
    const webp = await sharp(image.data, { raw: { width, height, channels: 3 } })
      .resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY, effort: 4 })
      .toBuffer();
    uri = `data:image/webp;base64,${webp.toString('base64')}`;
    if (uri.length <= budgetBytes) break;
  }
  return uri;
}

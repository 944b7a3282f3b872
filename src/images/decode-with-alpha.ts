import sharp from 'sharp';
import { decodeImage } from './decode-image.js';
import type { RgbImage, StoredImage } from './image.js';

export interface ImageWithAlpha extends RgbImage {
  /** Opacity, 0 to 255, row-major; undefined: the picture has no such channel. */
  readonly alpha: Uint8Array | undefined;
}

/**
 * Decodes an image as {@link decodeImage} does, and its opacity beside it.
 * @throws ImageError as {@link decodeImage} does
 */
export async function decodeWithAlpha(stored: StoredImage, id: string): Promise<ImageWithAlpha> {
  const image = await decodeImage(stored, id);
  if (stored.kind === 'pixels') return { ...image, alpha: undefined };
  const { bytes } = stored;
  const { hasAlpha } = await sharp(bytes).metadata();
  if (!hasAlpha) return { ...image, alpha: undefined };
  const { data, info } = await sharp(bytes)
    .extractChannel('alpha')
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  // A picture that is turned while it is decoded keeps its size only if its opacity is turned, too.
  const fits = info.width === image.widthPx && info.height === image.heightPx;
  return { ...image, alpha: fits ? data : undefined };
}

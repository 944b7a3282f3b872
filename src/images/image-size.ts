import sharp from 'sharp';
import { ImageError } from '../errors.js';
import { reason } from '../formats/reason.js';
import type { StoredImage } from './image.js';

/** Width and height as {@link decodeImage} will give them, from the image's header alone. */
export async function imageSize(
  stored: StoredImage | { readonly kind: 'file'; readonly path: string },
  id: string,
): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  if (stored.kind === 'pixels') return { widthPx: stored.image.widthPx, heightPx: stored.image.heightPx };
  try {
    const input = stored.kind === 'file' ? stored.path : stored.bytes;
    const { format, width, height, autoOrient } = await sharp(input, { limitInputPixels: false }).metadata();
    // Of all formats, decoding turns TIFFs alone.
    return format === 'tiff'
      ? { widthPx: autoOrient.width, heightPx: autoOrient.height }
      : { widthPx: width, heightPx: height };
  } catch (error) {
    const firstLine = reason(error).split('\n', 1)[0]!;
    throw new ImageError(id, `no image can be read from it: ${firstLine}`, { cause: error });
  }
}

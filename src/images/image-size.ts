import sharp from 'sharp';
import { ImageError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { readBytes } from '../storage/read-bytes.js';
import { isS3 } from '../storage/s3-location.js';
import type { StoredImage } from './image.js';
import { MAX_IMAGE_BYTES } from './limits.js';

/** Width and height as {@link decodeImage} will give them, from the image's header alone. */
export async function imageSize(
  stored: StoredImage | { readonly kind: 'file'; readonly path: string },
  id: string,
): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  if (stored.kind === 'pixels') return { widthPx: stored.image.widthPx, heightPx: stored.image.heightPx };
  try {
    const input = stored.kind === 'file' ? await fileInput(stored.path) : stored.bytes;
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

/** Of a file that is here, no more is read than it takes. */
async function fileInput(path: string): Promise<string | Buffer> {
  return isS3(path) ? readBytes(path, MAX_IMAGE_BYTES) : path;
}

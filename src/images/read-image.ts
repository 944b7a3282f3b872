import { ImageError } from '../errors.js';
import { reason } from '../formats/reason.js';
import type { StoredImage } from './image.js';
import { MAX_IMAGE_BYTES } from './limits.js';

/**
 * Runs what reads an image's bytes, so that whatever goes wrong names the image.
 * @param sizeBytes - what the source says about its size, if it says it
 * @throws ImageError
 */
export async function readImage(
  id: string,
  sizeBytes: number,
  read: () => Promise<Uint8Array>,
): Promise<StoredImage> {
  if (sizeBytes > MAX_IMAGE_BYTES) {
    throw new ImageError(id, `${sizeBytes} bytes; the limit is ${MAX_IMAGE_BYTES} bytes an image`);
  }
  try {
    return { kind: 'encoded', bytes: await read() };
  } catch (error) {
    throw new ImageError(id, `cannot be read: ${reason(error)}`, { cause: error });
  }
}

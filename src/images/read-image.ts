import { ImageError, InputError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { S3Failure } from '../storage/s3-failure.js';
import type { StoredImage } from './image.js';
import { MAX_IMAGE_BYTES } from './limits.js';

/**
 * Runs what reads an image's bytes, so that whatever goes wrong names the image.
 * @param sizeBytes - what the source says about its size, if it says it
 * @throws ImageError, or InputError if a server ends it all
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
    throw unreadable(id, error);
  }
}

/** What ails a server is not this image's fault: nobody wants image after image skipped for it. */
export function unreadable(id: string, error: unknown): InputError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof S3Failure && !cause.ofObject) {
      return new InputError(`${id}: cannot be read: ${cause.message}`, { cause: error });
    }
  }
  return new ImageError(id, `cannot be read: ${reason(error)}`, { cause: error });
}

import { readBytes } from '../storage/read-bytes.js';
import type { StoredImage } from './image.js';
import { MAX_IMAGE_BYTES } from './limits.js';
import { readImage } from './read-image.js';

/**
 * The stored bytes of a file, here or in S3-compatible storage.
 * @param id - that errors begin with
 * @throws ImageError, or InputError if a server ends it all
 */
export function readImageFile(path: string, id: string): Promise<StoredImage> {
  return readImage(id, 0, () => readBytes(path, MAX_IMAGE_BYTES));
}

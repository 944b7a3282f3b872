import { openZipArchive } from '../formats/zip-archive.js';
import type { ImageSet } from './image-set.js';
import { MAX_IMAGE_BYTES } from './limits.js';
import { readImage } from './read-image.js';
import { sortFiles } from './sort-files.js';

/**
 * The images of a zip archive, unpacked one at a time as they are read.
 * @throws InputError if the archive cannot be trusted or holds no image
 */
export async function openZipSet(location: string): Promise<ImageSet> {
  const archive = await openZipArchive(location);
  try {
    const { images, ids, ignored } = sortFiles(location, archive.entries);
    return {
      location,
      ids,
      ignored,
      async read(index) {
        const image = images[index]!;
        return readImage(image.name, image.sizeBytes, () => archive.read(image, MAX_IMAGE_BYTES));
      },
      close() {
        archive.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

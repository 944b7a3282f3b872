import { setMaxListeners } from 'node:events';
import { InputError, UsageError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { listS3 } from '../storage/s3-listing.js';
import { parseS3 } from '../storage/s3-location.js';
import { readS3Object } from '../storage/s3-object.js';
import { isHidden } from './image-files.js';
import type { ImageSet } from './image-set.js';
import { MAX_IMAGE_BYTES } from './limits.js';
import { readImage } from './read-image.js';
import { sortFiles } from './sort-files.js';

interface S3Image {
  readonly name: string;
  readonly sizeBytes: number;
}

/**
 * The images below a prefix of S3-compatible storage: the same set, in the same order, as that of a folder with these files.
 * @param location - `s3://bucket/prefix`, with or without `/` at its end
 * @throws InputError if the prefix cannot be listed, or no image is there
 */
export async function openS3Set(location: string): Promise<ImageSet> {
  const { bucket, key } = parseS3(location);
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  const { images, ids, ignored } = sortFiles(location, await listFiles(location, bucket, prefix));
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // Every request listens.
  return {
    location,
    ids,
    ignored,
    async read(index) {
      const { name, sizeBytes } = images[index]!;
      const place = { bucket, key: prefix + name };
      const options = { limitBytes: MAX_IMAGE_BYTES, signal: closing.signal };
      return readImage(name, sizeBytes, () => readS3Object(place, options));
    },
    close() {
      closing.abort();
      return Promise.resolve();
    },
  };
}

/** As a folder's are listed: what is in a hidden folder is that folder. */
async function listFiles(location: string, bucket: string, prefix: string): Promise<S3Image[]> {
  const files: S3Image[] = [];
  const hidden = new Set<string>();
  try {
    for await (const { key, sizeBytes } of listS3({ bucket, key: prefix })) {
      const name = key.slice(prefix.length);
      const folder = hiddenFolder(name);
      if (folder !== undefined) hidden.add(folder);
      // Consoles make empty objects to show a folder.
      else if (!name.endsWith('/') && name !== '') files.push({ name, sizeBytes });
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new InputError(`${location}: cannot be listed: ${reason(error)}`, { cause: error });
  }
  if (files.length + hidden.size === 0) {
    throw new InputError(`${location}: there is nothing whose key begins with ${JSON.stringify(prefix)}.`);
  }
  return [...files, ...Array.from(hidden, (name) => ({ name, sizeBytes: 0 }))];
}

function hiddenFolder(name: string): string | undefined {
  const folders = name.split('/').slice(0, -1);
  const depth = folders.findIndex(isHidden);
  return depth < 0 ? undefined : `${folders.slice(0, depth + 1).join('/')}/`;
}

import { createHash } from 'node:crypto';
import { ImageError } from '../../errors.js';
import { contentHash } from '../../images/content-hash.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';

/** Images that are read of a set to tell it from another with the same names. */
const PROBES = 8;

/**
 * What tells a set from others, wherever it lies: how many images it has, what they are called, and what a few of them hold, spread over
 * the set. Two sets of which these few are equal are not told apart: to read all images would be half of a shard's work.
 */
export async function setFingerprint(set: ImageSet): Promise<string> {
  const { ids } = set;
  const hash = createHash('sha256');
  for (const id of ids) hash.update(id).update('\0');
  const probes = Math.min(PROBES, ids.length);
  for (let i = 0; i < probes; i++) {
    const index = Math.floor((i * (ids.length - 1)) / Math.max(1, probes - 1));
    hash.update(await hashOf(set, index));
  }
  return `${ids.length} images, ${hash.digest('hex').slice(0, 16)}`;
}

/** {@link setFingerprint} of the set at a path. @throws InputError if it cannot be opened */
export async function fingerprintAt(location: string): Promise<string> {
  const set = await openImageSet(location);
  try {
    return await setFingerprint(set);
  } finally {
    await set.close();
  }
}

async function hashOf(set: ImageSet, index: number): Promise<string> {
  try {
    return contentHash(await set.read(index));
  } catch (error) {
    // Whoever comes to it says what it makes of that.
    if (error instanceof ImageError) return 'unreadable';
    throw error;
  }
}

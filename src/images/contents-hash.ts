import { createHash } from 'node:crypto';

/**
 * What identifies a set of images, whatever they are called, in whichever order, wherever they lie.
 * @param hashes - of its images, as contentHash gives them
 * @returns SHA-256 in hex
 */
export function contentsHash(hashes: readonly string[]): string {
  return createHash('sha256').update(hashes.toSorted().join('\n')).digest('hex');
}

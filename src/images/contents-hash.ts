import { createHash } from 'node:crypto';

/**
 * What identifies a set of images, whatever they are called, in whichever order, wherever they lie.
 * @param hashes - of its images, as contentHash gives them
 * @returns SHA-256 in hex
 */
export function contentsHash(hashes: readonly string[]): string {
  const hash = createHash('sha256');
  // One by one: no string is long enough for those of ten million images.
  hashes.toSorted().forEach((each, i) => hash.update(i === 0 ? each : `\n${each}`));
  return hash.digest('hex');
}

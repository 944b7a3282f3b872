import { createHash } from 'node:crypto';
import type { StoredImage } from './image.js';

/**
 * What identifies an image in the feature cache, whatever it is called and wherever it lies.
 * @returns SHA-256 in hex: of an encoded image's bytes, or of `widthPx x heightPx:` and the samples of plain pixels
 */
export function contentHash(stored: StoredImage): string {
  const hash = createHash('sha256');
  if (stored.kind === 'encoded') return hash.update(stored.bytes).digest('hex');
  const { widthPx, heightPx, data } = stored.image;
  return hash.update(`${widthPx}x${heightPx}:`).update(data).digest('hex');
}

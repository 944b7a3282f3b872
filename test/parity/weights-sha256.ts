import { createHash } from 'node:crypto';
import type { Weight } from '../../src/engines/graph.js';

/** Over the little-endian float32 bytes of all parameters, in order. */
export function weightsSha256(weights: ReadonlyMap<string, Weight>): string {
  const digest = createHash('sha256');
  for (const { data } of weights.values()) {
    digest.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return digest.digest('hex');
}

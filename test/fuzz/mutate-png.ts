import { crc32 } from 'node:zlib';
import type { Dice } from './dice.js';
import { mutateBytes } from './mutate-bytes.js';

/** Changes an image; of a PNG the checksums of chunks are put right, so that decoders look behind them. */
export function mutateImage(seeds: readonly Uint8Array[], dice: Dice): Uint8Array {
  const bytes = mutateBytes(seeds, dice);
  if (dice.chance(0.7)) repairPng(bytes);
  return bytes;
}

function repairPng(png: Buffer): void {
  if (png.length < 8 || png.toString('latin1', 1, 4) !== 'PNG') return;
  for (let at = 8; at + 12 <= png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    if (end + 4 > png.length) return;
    png.writeUInt32BE(crc32(png.subarray(at + 4, end)), end);
    at = end + 4;
  }
}

import type { RandomFile } from '../storage/random-file.js';

/**
 * Reads `length` bytes at `offset`. Calls may overlap.
 * @throws Error if the file ends before
 */
export async function readAt(file: RandomFile, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) throw new Error(`the file ends ${length - filled} bytes too early`);
    filled += bytesRead;
  }
  return bytes;
}

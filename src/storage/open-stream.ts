import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { RandomFile } from './random-file.js';
import { openS3File, S3_BLOCK_BYTES } from './s3-file.js';
import { isS3, parseS3 } from './s3-location.js';

/** Blocks that are on their way at a time. */
const AHEAD = 8;

/** The bytes of a file here or in S3-compatible storage, from front to back; errors are those of the stream. */
export function openStream(location: string): Readable {
  return isS3(location)
    ? Readable.from(blocksOf(location), { objectMode: false })
    : createReadStream(location, { highWaterMark: S3_BLOCK_BYTES });
}

/** Blocks are asked for one by one, so that a transfer that breaks off is taken up again where it did. */
async function* blocksOf(location: string): AsyncGenerator<Buffer> {
  const file = await openS3File(parseS3(location));
  try {
    const { size } = await file.stat();
    const under: Promise<Buffer>[] = [];
    let asked = 0;
    for (let given = 0; given < size; given += S3_BLOCK_BYTES) {
      for (; asked < size && asked < given + AHEAD * S3_BLOCK_BYTES; asked += S3_BLOCK_BYTES) {
        const block = readBlock(file, asked, Math.min(S3_BLOCK_BYTES, size - asked));
        // A rejection is handled where the block is awaited, which may be after it happened.
        block.catch(() => undefined);
        under.push(block);
      }
      yield await under.shift()!;
    }
  } finally {
    await file.close();
  }
}

async function readBlock(file: RandomFile, position: number, length: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(length);
  await file.read(block, 0, length, position);
  return block;
}

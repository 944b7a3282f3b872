import { setMaxListeners } from 'node:events';
import type { RandomFile } from './random-file.js';
import { s3Access } from './s3-client.js';
import { S3Failure, s3Failure } from './s3-failure.js';
import type { S3Location } from './s3-location.js';
import { readS3Object } from './s3-object.js';

/** A request takes about as long as the transfer of this much. */
export const S3_BLOCK_BYTES = 2 ** 20;
/** Kept in memory; images that are read in turn mostly lie side by side. */
const MAX_BLOCKS = 64;

/**
 * An object as a file that is read at random: in blocks that are fetched by ranges, each once as long as it is kept.
 * @throws S3Failure
 */
export async function openS3File(location: S3Location): Promise<RandomFile> {
  const { size, etag } = await look(location);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // Every request listens.
  const blocks = new Map<number, Promise<Buffer>>();

  function fetchBlock(index: number): Promise<Buffer> {
    const start = index * S3_BLOCK_BYTES;
    const range = [start, Math.min(start + S3_BLOCK_BYTES, size) - 1] as const;
    const { signal } = closing;
    const block = readS3Object(location, { range, etag, limitBytes: S3_BLOCK_BYTES, signal }).catch(
      (error: unknown): never => {
        // Of what is in the file, nothing can be had any more.
        throw error instanceof S3Failure ? new S3Failure(error.message, false) : error;
      },
    );
    block.catch(() => blocks.delete(index));
    return block;
  }

  function blockAt(index: number): Promise<Buffer> {
    const block = blocks.get(index) ?? fetchBlock(index);
    // Whatever was used last goes last.
    blocks.delete(index);
    blocks.set(index, block);
    const oldest = blocks.keys().next();
    if (blocks.size > MAX_BLOCKS && oldest.done !== true) blocks.delete(oldest.value);
    return block;
  }

  return {
    async read(buffer, offset, length, position) {
      const end = Math.min(position + length, size);
      if (position >= end) return { bytesRead: 0 };
      const first = Math.floor(position / S3_BLOCK_BYTES);
      const count = Math.ceil(end / S3_BLOCK_BYTES) - first;
      const parts = await Promise.all(Array.from({ length: count }, (_, i) => blockAt(first + i)));
      parts.forEach((part, i) => {
        const start = (first + i) * S3_BLOCK_BYTES;
        part.copy(buffer, offset + Math.max(0, start - position), Math.max(0, position - start), end - start);
      });
      return { bytesRead: end - position };
    },
    stat: () => Promise.resolve({ size }),
    close() {
      closing.abort();
      blocks.clear();
      return Promise.resolve();
    },
  };
}

/** Asks for the first byte: unlike HEAD's, the answer says what is wrong. */
async function look({
  bucket,
  key,
}: S3Location): Promise<{ readonly size: number; readonly etag: string | undefined }> {
  const access = await s3Access();
  try {
    const command = new access.sdk.GetObjectCommand({ Bucket: bucket, Key: key, Range: 'bytes=0-0' });
    const { Body, ContentRange = '', ContentLength = 0, ETag } = await access.client.send(command);
    await Body?.transformToByteArray();
    const total = /\/(\d+)$/.exec(ContentRange)?.[1];
    return { size: total === undefined ? ContentLength : Number(total), etag: ETag };
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidRange') return { size: 0, etag: undefined };
    throw s3Failure(error, 's3:GetObject', access);
  }
}

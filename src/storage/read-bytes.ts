import { readFile, stat } from 'node:fs/promises';
import { isS3, parseS3 } from './s3-location.js';
import { readS3Object } from './s3-object.js';

/**
 * The whole of a file here or in S3-compatible storage.
 * @throws what `readFile` throws, S3Failure, or Error if it is larger than the limit
 */
export async function readBytes(location: string, limitBytes: number): Promise<Buffer> {
  if (isS3(location)) return readS3Object(parseS3(location), { limitBytes });
  const { size } = await stat(location);
  if (size > limitBytes) throw new Error(`${size} bytes; the limit is ${limitBytes} bytes`);
  return readFile(location);
}

import { readFile } from 'node:fs/promises';
import { isS3, parseS3 } from './s3-location.js';
import { readS3Object } from './s3-object.js';

/** The whole of a file here or in S3-compatible storage. @throws what `readFile` throws, or S3Failure */
export function readBytes(location: string, limitBytes: number): Promise<Buffer> {
  return isS3(location) ? readS3Object(parseS3(location), { limitBytes }) : readFile(location);
}

import { open } from 'node:fs/promises';
import { isS3, parseS3 } from './s3-location.js';
import { openS3File } from './s3-file.js';

/** A file that is read at random, wherever it lies; of node:fs, what is used of its FileHandle. */
export interface RandomFile {
  /** May read less than asked for; nothing at the end. Calls may overlap. */
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  stat(): Promise<{ readonly size: number }>;
  close(): Promise<void>;
}

/**
 * Opens a file here or in S3-compatible storage.
 * @throws what `open` of node:fs throws, or S3Failure
 */
export function openRandomFile(location: string): Promise<RandomFile> {
  return isS3(location) ? openS3File(parseS3(location)) : open(location);
}

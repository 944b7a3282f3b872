import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { openStream } from '../storage/open-stream.js';

/** The hash of a file's content, read in pieces. */
export async function fileHash(
  path: string,
  algorithm: 'sha256' | 'sha512',
  encoding: 'hex' | 'base64',
): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(openStream(path), hash);
  return hash.digest(encoding);
}

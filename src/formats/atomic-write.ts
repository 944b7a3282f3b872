import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { refuseToWriteS3 } from '../storage/s3-location.js';

/**
 * Writes a file so that it is there whole or not at all: into a temporary file beside it, which then takes its name.
 * @param path - replaced if it exists
 * @throws UsageError if it is in S3-compatible storage
 * @throws whatever the file system says, of `path`; the temporary file is removed then
 */
export async function writeFileAtomically(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  refuseToWriteS3(path);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      for await (const chunk of chunks) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    // Whoever asked for `path` knows no other.
    if (error instanceof Error && 'path' in error && error.path === temporary) error.path = path;
    throw error;
  }
}

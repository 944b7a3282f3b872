import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../formats/make-folder.js';
import { InputError } from '../errors.js';
import type { ModelFile } from './catalogue.js';
import { fileHash } from './file-hash.js';
import { checkFile, sizeOf } from './verify-model.js';

/**
 * Moves a file to its place in the cache once its size and its sha256 are right; no other file ever gets there.
 * @param origin - where it comes from, for messages
 * @throws InputError that states the expected and the seen
 */
export async function installFile(
  path: string,
  file: ModelFile,
  destination: string,
  origin: string,
): Promise<void> {
  const size = await sizeOf(path);
  if (size !== file.sizeBytes) {
    throw new InputError(
      `${origin}: ${size ?? 0} bytes; expected the ${file.sizeBytes} bytes of ${file.name}. Not used.`,
    );
  }
  const sha256 = await fileHash(path, 'sha256', 'hex');
  if (sha256 !== file.sha256) {
    throw new InputError(
      `${origin}: its sha256 is ${sha256}; expected ${file.sha256} (${file.name}). Not used.`,
    );
  }
  await makeFolder(dirname(destination));
  try {
    await rename(path, destination);
  } catch (error) {
    // Windows refuses to replace a file that another process has open: then that one was faster.
    if ((await checkFile(destination, file)) !== 'ok') throw error;
  }
}

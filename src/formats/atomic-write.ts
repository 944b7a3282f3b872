import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

const leftOver = /\.[\da-f]{12}\.tmp$/;

/** Whether a name is that of a file that was being written when its process was killed. */
export function isLeftOver(name: string): boolean {
  return leftOver.test(name);
}

/**
 * Writes a file so that it is there whole or not at all: into a temporary file beside it, which then takes its name.
 * @param path - replaced if it exists
 * @throws whatever the file system says, of `path`; the temporary file is removed then
 */
export async function writeFileAtomically(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
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
    throw ofPath(path, temporary, error);
  }
}

/** Whoever asked for `path` knows no other; and an error of writing names none. */
function ofPath(path: string, temporary: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  const named = 'path' in error ? error.path : undefined;
  return named === undefined || named === temporary ? Object.assign(error, { path }) : error;
}

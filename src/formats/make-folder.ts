import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those around it, unless they are there.
 * @throws what the file system says
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    // So Node says it of several that are to be made on a read-only file system; asked for the first alone, it says why.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      await mkdir(await firstMissing(path));
    throw error;
  }
}

async function firstMissing(path: string): Promise<string> {
  let missing = resolve(path);
  for (;;) {
    const around = dirname(missing);
    const isThere = await stat(around).then(
      () => true,
      () => false,
    );
    if (isThere || around === missing) return missing;
    missing = around;
  }
}

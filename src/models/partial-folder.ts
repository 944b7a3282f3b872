import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../formats/is-alive.js';
import { makeFolder } from '../formats/make-folder.js';
import { downloadName } from './download-name.js';

/** Without a write for this long a folder counts as given up. A live transfer stops at far shorter stalls. */
const staleMs = 10 * 60_000;
const host = hostname().replace(/[^\w-]/g, '_');

/**
 * A folder for files on their way into the cache. One process works in it at a time: it bears the owner's name, and what a
 * killed or failed one has left is taken over by renaming it, which only one process can do.
 */
export class PartialFolder {
  readonly path: string;
  readonly #released: string;

  private constructor(path: string, released: string) {
    this.path = path;
    this.#released = released;
  }

  /** Takes over what is left of an earlier transfer to `target`, or makes an empty folder. */
  static async claim(target: string): Promise<PartialFolder> {
    const parent = dirname(target);
    const prefix = `.${basename(target)}.partial`;
    const released = join(parent, prefix);
    const mine = join(parent, `${prefix}-${host}-${process.pid}-${randomBytes(4).toString('hex')}`);
    await makeFolder(parent);
    for (const name of await readdir(parent)) {
      if (!name.startsWith(prefix) || !(await isGivenUp(join(parent, name), name.slice(prefix.length))))
        continue;
      try {
        await rename(join(parent, name), mine);
        return new PartialFolder(mine, released);
      } catch {
        // Another process was faster.
      }
    }
    await mkdir(mine);
    return new PartialFolder(mine, released);
  }

  /** Leaves what has arrived for the next claim; removes the folder if nothing has, or if another has left some. */
  async release(): Promise<void> {
    try {
      await stat(join(this.path, downloadName));
      await rename(this.path, this.#released);
    } catch {
      await this.discard();
    }
  }

  async discard(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** @param owner - `-HOST-PID-RANDOM`, or nothing once it was released */
async function isGivenUp(path: string, owner: string): Promise<boolean> {
  if (owner === '') return true;
  const [, by, pid] = /^-(.+)-(\d+)-[\da-f]+$/.exec(owner) ?? [];
  if (by === host && !isAlive(Number(pid))) return true;
  // A number may have passed to another process, and other hosts' processes cannot be seen: go by the last write.
  const written = await stat(join(path, downloadName)).catch(() => stat(path).catch(() => undefined));
  return written !== undefined && Date.now() - written.mtimeMs > staleMs;
}

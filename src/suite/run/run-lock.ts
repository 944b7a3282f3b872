import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../errors.js';

const LOCK_FILE = 'run.lock';

const holderSchema = z.object({ pid: z.int().positive(), host: z.string(), startedAt: z.string() });
type Holder = z.infer<typeof holderSchema>;

const HEARTBEAT_MS = 15_000;
/** Of another computer's run nothing else can be seen than that it no longer says that it is there. */
const SILENCE_MS = 10 * 60_000;

/**
 * Keeps a run folder to this process, until it lets go of it or ends. What a process that was killed has left is taken over.
 * @returns lets go
 * @throws UsageError if another process has it
 */
export async function lockRunFolder(folder: string, onNotice: (text: string) => void): Promise<() => void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  if (!(await take(path))) {
    const holder = await readHolder(path);
    if (holder && (await isRunning(holder, path))) {
      throw new UsageError(
        `${folder} is being written to by another run (process ${holder.pid} on ${holder.host}, since ${holder.startedAt}). ` +
          `Wait for it, or choose another folder (out). If there is no such run, remove ${path}.`,
      );
    }
    onNotice('The run before this one was cut off; what it made is kept.');
    await rm(path, { force: true });
    if (!(await take(path))) throw new UsageError(`${folder} has just been taken by another run.`);
  }
  return keep(path);
}

/** @returns false if it is taken */
async function take(path: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString() };
  try {
    await writeFile(path, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function keep(path: string): () => void {
  const heart = setInterval(() => {
    // That it cannot be touched does not hurt the run.
    utimes(path, new Date(), new Date()).catch(() => undefined);
  }, HEARTBEAT_MS);
  heart.unref();
  const release = (): void => {
    clearInterval(heart);
    process.removeListener('exit', release);
    rmSync(path, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** undefined: the process was killed before it had written who it is. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function isRunning({ pid, host }: Holder, path: string): Promise<boolean> {
  if (host !== hostname()) {
    const { mtimeMs } = await stat(path);
    return Date.now() - mtimeMs < SILENCE_MS;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

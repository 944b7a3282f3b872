import { rmSync } from 'node:fs';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UsageError } from '../../errors.js';
import { isAlive } from '../../formats/is-alive.js';
import { makeFolder } from '../../formats/make-folder.js';
import { parseJson } from '../../formats/parse-json.js';

const LOCK_FILE = 'run.lock';

const holderSchema = z.object({ pid: z.int().positive(), host: z.string(), startedAt: z.string() });
type Holder = z.infer<typeof holderSchema>;

const HEARTBEAT_MS = 15_000;
/** Of another computer's run nothing else can be seen than that it no longer says that it is there. */
const SILENCE_MS = 10 * 60_000;
/** Clocks jump, and those of two computers differ: so long a silence is only believed if no heartbeat comes while one waits. */
const WATCH_MS = 2.5 * HEARTBEAT_MS;
/** By then whoever has made a lock has written who it is; and whoever takes one over at the same time, has. */
const SETTLED_MS = 250;

/**
 * Keeps a run folder to this process, until it lets go of it or ends. What a process that was killed has left is taken over.
 * @param watchMs - how long a lock of another computer's is watched for a heartbeat before it is believed to be left over
 * @returns lets go
 * @throws UsageError if another process has it
 */
export async function lockRunFolder(
  folder: string,
  onNotice: (text: string) => void,
  watchMs = WATCH_MS,
): Promise<() => void> {
  await makeFolder(folder);
  const path = join(folder, LOCK_FILE);
  if (await take(path)) return keep(path);
  const holder = (await readHolder(path)) ?? (await sleep(SETTLED_MS, path).then(readHolder));
  if (holder && (await isRunning(holder, path, watchMs))) {
    throw new UsageError(
      `${folder} is being written to by another run (process ${holder.pid} on ${holder.host}, since ${holder.startedAt}). ` +
        `Wait for it, or choose another folder (out). If there is no such run, remove ${path}.`,
    );
  }
  await rm(path, { force: true });
  const mine = await take(path);
  // Another one may have seen the same left-over lock, and removed this one for it.
  await sleep(SETTLED_MS);
  if (mine?.startedAt !== (await readHolder(path))?.startedAt || !mine) {
    throw new UsageError(`${folder} has just been taken by another run.`);
  }
  onNotice('The run before this one was cut off; what it made is kept.');
  return keep(path);
}

/** @returns undefined if it is taken */
async function take(path: string): Promise<Holder | undefined> {
  const holder: Holder = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString() };
  try {
    await writeFile(path, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
    return holder;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
}

/** Locks of this process. */
const held = new Set<string>();

function keep(path: string): () => void {
  held.add(resolve(path));
  const heart = setInterval(() => {
    // That it cannot be touched does not hurt the run.
    utimes(path, new Date(), new Date()).catch(() => undefined);
  }, HEARTBEAT_MS);
  heart.unref();
  const release = (): void => {
    clearInterval(heart);
    held.delete(resolve(path));
    process.removeListener('exit', release);
    rmSync(path, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** undefined: the process was killed before it had written who it is. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(parseJson(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function isRunning({ pid, host }: Holder, path: string, watchMs: number): Promise<boolean> {
  // Processes of a container that was started again bear the numbers of those before.
  if (host === hostname()) return pid === process.pid ? held.has(resolve(path)) : isAlive(pid);
  const { mtimeMs } = await stat(path);
  if (Math.abs(Date.now() - mtimeMs) < SILENCE_MS) return true;
  await sleep(watchMs);
  return (await stat(path)).mtimeMs !== mtimeMs;
}

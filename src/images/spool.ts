import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../errors.js';
import { isAlive } from '../formats/is-alive.js';
import { reason } from '../formats/reason.js';
import { MAX_SPOOL_BYTES } from './limits.js';

/** Of the folders of this computer's processes; the number of the process follows. */
const PREFIX = `gan-eval-spool-${hostname().replace(/[^\w-]/g, '_')}-`;

/** A temporary file, gone after `remove`, or when the process exits, or when the next one spools if this one is killed. */
export interface Spool {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Writes a stream to a temporary file, so that what can only be unpacked from front to back can be read at random.
 * @param label - what is being unpacked, for messages
 * @param through - decompression between the two, if any
 * @throws InputError if the stream is damaged or unpacks to more than {@link MAX_SPOOL_BYTES}, or the disk is full
 */
export async function spool(label: string, stream: Readable, through: readonly Transform[]): Promise<Spool> {
  await removeLeftOvers();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const removeNow = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', removeNow);
  const result: Spool = {
    path: join(folder, 'unpacked'),
    async remove() {
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await pipeline([stream, ...through, limitBytes(), createWriteStream(result.path)]);
    return result;
  } catch (error) {
    await result.remove();
    const what = `cannot be unpacked into the temporary folder ${tmpdir()}`;
    throw new InputError(`${label}: ${what}: ${reason(error)}`, { cause: error });
  }
}

/** What processes that were killed have left. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    // Another user's, perhaps.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function limitBytes(): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      if (total <= MAX_SPOOL_BYTES) done(null, chunk);
      else done(new Error(`it unpacks to more than the limit of ${MAX_SPOOL_BYTES} bytes`));
    },
  });
}

import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { MAX_SPOOL_BYTES } from './limits.js';

/** A temporary file, gone after `remove` or at the latest when the process exits. */
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
  const folder = await mkdtemp(join(tmpdir(), 'gan-eval-'));
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

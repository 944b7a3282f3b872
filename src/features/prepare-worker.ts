import { parentPort } from 'node:worker_threads';
import type { ThreadMessage } from '../engines/thread-pool.js';
import { ImageError } from '../errors.js';
import { decodeImage } from '../images/decode-image.js';
import type { PreparedInput, PrepareTask } from './prepare-task.js';
import { preprocess } from './preprocess.js';

// What a thread of a pool runs: see ThreadMessage. Images are decoded beside each other and beside the resizing of another.
const port = parentPort!;
port.on('message', (message: { readonly id: number; readonly task: PrepareTask } | null) => {
  if (message) void answer(message.id, message.task);
  else port.close();
});
say({ kind: 'ready' });

async function answer(id: number, task: PrepareTask): Promise<void> {
  try {
    const reply = await prepare(task);
    say({ kind: 'reply', id, reply }, reply.kind === 'input' ? [reply.input.buffer] : []);
  } catch (error) {
    say({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
  }
}

async function prepare({ id, stored, preprocessing }: PrepareTask): Promise<PreparedInput> {
  try {
    return { kind: 'input', input: preprocess(await decodeImage(stored, id), preprocessing) };
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return { kind: 'unreadable', reason: error.message.slice(`${id}: `.length) };
  }
}

function say(message: ThreadMessage<PreparedInput>, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

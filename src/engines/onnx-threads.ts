import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { InferenceSession } from 'onnxruntime-node';
import type { OnnxInput, OnnxSession, OnnxValue } from './onnx-session.js';
import { ThreadPool } from './thread-pool.js';
import type { ThreadSplit } from './thread-split.js';

/**
 * The runtime blocks the thread that calls it; in threads of their own, copies of a network run beside each other and beside all else. In a
 * string, because a thread cannot be started from TypeScript; it says what ThreadMessage says.
 */
const LANE = `
const { parentPort, workerData } = require('node:worker_threads');
const ort = require(workerData.runtime);
ort.env.logLevel = 'fatal';
const { path, bytes, options, calls } = workerData;

// Whoever ends the process waits until the runtime is through with its calls, and lets no other begin.
async function call(work) {
  Atomics.add(calls, 0, 1);
  try {
    if (Atomics.load(calls, 1) === 1) throw new Error('The process is ending.');
    return await work();
  } finally {
    Atomics.sub(calls, 0, 1);
    Atomics.notify(calls, 0);
  }
}

const opening = call(() => ort.InferenceSession.create(path ?? Uint8Array.from(bytes), options));
const ready = () => {
  parentPort.postMessage({ kind: 'ready' });
  collect();
};
opening.then(ready, ready);

async function perform({ inputs, outputs }) {
  const session = await opening;
  if (!inputs) return { ports: { inputs: session.inputMetadata, outputs: session.outputMetadata } };
  const feeds = {};
  for (const [name, { type, data, dims }] of Object.entries(inputs)) feeds[name] = new ort.Tensor(type, data, dims);
  const results = await call(() => session.run(feeds, outputs));
  const values = {};
  for (const [name, { type, dims, data }] of Object.entries(results)) {
    values[name] = { type, dims, data: ArrayBuffer.isView(data) ? data : undefined };
  }
  return { values };
}

// The file's bytes are no longer needed, and are much.
function collect() {
  require('node:v8').setFlagsFromString('--expose-gc');
  require('node:vm').runInNewContext('gc')();
}

parentPort.on('message', async (message) => {
  if (message === null) {
    await opening.then((session) => call(() => session.release())).catch(() => undefined);
    parentPort.close();
    return;
  }
  const { id, task } = message;
  try {
    parentPort.postMessage({ kind: 'reply', id, reply: await perform(task) });
  } catch (error) {
    parentPort.postMessage({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
  }
});
`;

/** Calls of the runtime that all threads are in, and whether the process ends. */
const calls = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
const UNDER_WAY = 0;
const IS_ENDING = 1;
const MOST_WAIT_MS = 10_000;

let isExitHeld = false;

/** Makes an exit wait for the calls under way: the runtime aborts the process if its thread is ended in one. */
function holdExit(): void {
  if (isExitHeld) return;
  isExitHeld = true;
  process.on('exit', () => {
    Atomics.store(calls, IS_ENDING, 1);
    for (let left = 0; (left = Atomics.load(calls, UNDER_WAY)) > 0;) {
      if (Atomics.wait(calls, UNDER_WAY, left, MOST_WAIT_MS) === 'timed-out') return;
    }
  });
}

interface LaneTask {
  /** undefined: only the ports are asked for. */
  readonly inputs?: Readonly<Record<string, OnnxInput>>;
  readonly outputs?: readonly string[];
}

interface LaneReply {
  readonly ports?: Pick<OnnxSession, 'inputs' | 'outputs'>;
  readonly values?: Readonly<Record<string, OnnxValue>>;
}

/**
 * A session in threads of its own: `lanes` copies, which run at the same time. It takes over the memory of the inputs given.
 * @param model - a path, or the file's bytes
 */
export async function openInThreads(
  model: string | Uint8Array,
  options: InferenceSession.SessionOptions,
  split: ThreadSplit,
): Promise<OnnxSession> {
  const pool = new ThreadPool<LaneTask, LaneReply>('The network’s thread', split.lanes, () => {
    return new Worker(LANE, { eval: true, workerData });
  });
  holdExit();
  const workerData = {
    calls,
    runtime: createRequire(import.meta.url).resolve('onnxruntime-node'),
    ...(typeof model === 'string' ? { path: model } : { bytes: shared(model) }),
    options: {
      ...options,
      intraOpNumThreads: split.threads,
      // Threads that look for work in a loop would take it from those that decode and resize.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    },
  };
  try {
    const { ports } = await pool.run({});
    return {
      ...ports!,
      async run(inputs, outputs) {
        const memory = Object.values(inputs).flatMap(({ data }) =>
          data.buffer instanceof ArrayBuffer ? [data.buffer] : [],
        );
        const { values } = await pool.run({ inputs, outputs }, memory);
        return values!;
      },
      release: () => pool.close(),
    };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

/** In memory that every thread sees, so that there is one of it. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { InferenceSession } from 'onnxruntime-node';
import type { OnnxInput, OnnxSession, OnnxValue } from './onnx-session.js';
import type { TensorData } from './tensor.js';
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
const { path, options, calls } = workerData;

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

const opening = call(() => ort.InferenceSession.create(path ?? Uint8Array.from(workerData.bytes), options));
const ready = () => {
  parentPort.postMessage({ kind: 'ready' });
  collect();
};
opening.then(ready, ready);

async function perform({ inputs, outputs }) {
  const session = await opening;
  if (!inputs) return { ports: { inputs: session.inputMetadata, outputs: session.outputMetadata } };
  const feeds = {};
  const rooms = [];
  for (const [name, { type, data, dims, pieces }] of Object.entries(inputs)) {
    feeds[name] = new ort.Tensor(type, data ?? together(pieces, rooms), dims);
  }
  const results = await call(() => session.run(feeds, outputs));
  spare.push(...rooms);
  const values = {};
  for (const [name, { type, dims, data }] of Object.entries(results)) {
    values[name] = { type, dims, data: ArrayBuffer.isView(data) ? data : undefined };
  }
  return { values };
}

// Fresh memory costs as much as copying to it: that of a batch is used again.
const spare = [];
function together(pieces, rooms) {
  if (pieces.length === 1) return pieces[0];
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const i = spare.findIndex((room) => room.length === length);
  const room = i < 0 ? new Float32Array(length) : spare.splice(i, 1)[0];
  if (i < 0) spare.length = 0;
  let at = 0;
  for (const piece of pieces) {
    room.set(piece, at);
    at += piece.length;
  }
  rooms.push(room);
  return room;
}

// The file's bytes are no longer needed, and are much.
function collect() {
  delete workerData.bytes;
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
  let started = 0;
  let source: { path?: string; bytes?: Uint8Array } =
    typeof model === 'string' ? { path: model } : { bytes: shared(model) };
  const pool = new ThreadPool<LaneTask, LaneReply>('The network’s thread', split.lanes, () => {
    const worker = new Worker(LANE, { eval: true, workerData: { ...settings, ...source } });
    // Let go of with the last copy.
    if (++started === split.lanes) source = {};
    return worker;
  });
  holdExit();
  const settings = {
    calls,
    runtime: createRequire(import.meta.url).resolve('onnxruntime-node'),
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
        const memory = Object.values(inputs)
          .flatMap((input): readonly TensorData[] => ('data' in input ? [input.data] : input.pieces))
          .flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
        const { values } = await pool.run({ inputs, outputs }, [...new Set(memory)]);
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

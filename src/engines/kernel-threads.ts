import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { helpFastKernels } from '../math/kernels/on-fast-kernels.js';
import type { HelperPost } from '../math/kernels/wasm-kernels.js';

/** With more, packing the operands and the parts that one thread does alone take most of the time. */
const MOST_HELPERS = 3;

/** What a thread runs; all else is in kernels/crew.ts. In a string, because a worker of this file's form cannot be started from TypeScript. */
const HELPER = `
const { module, memory, board, worker } = require('node:worker_threads').workerData;
new WebAssembly.Instance(module, { env: { memory } }).exports.help(board, worker);
`;

let used = false;

/**
 * Lets the linear algebra of math/ use other cores, from the first product on that is worth it. The threads sleep when there is nothing
 * to do, and keep no process alive.
 */
export function useKernelThreads(helpers = Math.min(MOST_HELPERS, availableParallelism() - 1)): void {
  if (used) return;
  used = true;
  helpFastKernels(helpers, (post) => {
    for (let worker = 1; worker <= helpers; worker++) startHelper(post, worker);
    return helpers;
  });
}

/** Starts the thread of helper number `worker`, which is 1 or more. */
export function startHelper(post: HelperPost, worker: number): Worker {
  const thread = new Worker(HELPER, { eval: true, workerData: { ...post, worker } });
  thread.unref();
  return thread;
}

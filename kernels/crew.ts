import { multiplyAdd } from './multiply-add';
import { multiplySymmetric } from './multiply-symmetric';

/**
 * One leader and its helpers, threads on the same memory, do the parts of one job at a time. Who does which part is fixed by the number
 * of workers, and no part's arithmetic depends on it. The board on which they meet:
 */
const GENERATION: usize = 0; // goes up with each job
const DONE: usize = 4; // helpers that are through with it
const READY: usize = 8; // helpers that have come
const KERNEL: usize = 12;
const WORKERS: usize = 16;
const ARGUMENTS: usize = 64; // as f64, from which addresses and counts come back unchanged

const MULTIPLY_ADD: i32 = 0;

/** Looks before one falls asleep: some 50 microseconds, longer than the leader is alone between two jobs of a reduction. */
const LOOKS: i32 = 30_000;

/** Does the job on the board with all its workers. */
export function lead(board: usize, helpers: i32): void {
  store<i32>(board + WORKERS, helpers + 1);
  if (helpers == 0) {
    doPart(board, 0);
    return;
  }
  atomic.store<i32>(board + DONE, 0);
  atomic.add<i32>(board + GENERATION, 1);
  atomic.notify(board + GENERATION, helpers);
  doPart(board, 0);
  for (let done = atomic.load<i32>(board + DONE); done < helpers; done = atomic.load<i32>(board + DONE)) {
    awaitChange(board + DONE, done);
  }
}

/**
 * The life of a helper. Never returns.
 * @param worker - 1, 2, 3 ... of the helpers. Given, not counted here: V8's baseline compiler (Node 20) loses what an atomic addition returned
 * when it is kept across the loop.
 */
export function help(board: usize, worker: i32): void {
  // Looked up before coming: from then on, no job passes unseen.
  let generation = atomic.load<i32>(board + GENERATION);
  atomic.add<i32>(board + READY, 1);
  for (;;) {
    awaitChange(board + GENERATION, generation);
    const now = atomic.load<i32>(board + GENERATION);
    if (now == generation) continue;
    generation = now;
    doPart(board, worker);
    atomic.add<i32>(board + DONE, 1);
    atomic.notify(board + DONE, 1);
  }
}

function awaitChange(address: usize, value: i32): void {
  for (let look = 0; look < LOOKS; look++) {
    if (atomic.load<i32>(address) != value) return;
  }
  atomic.wait<i32>(address, value, -1);
}

function doPart(board: usize, worker: i32): void {
  const workers = load<i32>(board + WORKERS);
  const at = board + ARGUMENTS;
  if (load<i32>(board + KERNEL) == MULTIPLY_ADD) {
    multiplyAdd(
      count(at, 0),
      count(at, 1),
      count(at, 2),
      count(at, 3),
      load<f64>(at, 32),
      address(at, 5),
      count(at, 6),
      count(at, 7),
      address(at, 8),
      count(at, 9),
      count(at, 10),
      address(at, 11),
      count(at, 12),
      address(at, 13),
      worker,
      workers,
    );
  } else {
    multiplySymmetric(
      count(at, 0),
      address(at, 1),
      count(at, 2),
      address(at, 3),
      address(at, 4),
      worker,
      workers,
    );
  }
}

function count(at: usize, index: usize): i32 {
  return <i32>load<f64>(at + index * 8);
}

function address(at: usize, index: usize): usize {
  return <usize>load<f64>(at + index * 8);
}

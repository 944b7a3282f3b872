import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { ThreadPool } from '../../src/engines/thread-pool.js';

/** Squares a number; fails at 7, breaks down at 8, ends at 9. */
const SQUARES = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', (message) => {
  if (message === null) return parentPort.close();
  const { id, task } = message;
  if (task === 7) return parentPort.postMessage({ kind: 'failure', id, message: 'seven' });
  if (task === 8) throw new Error('eight');
  if (task === 9) process.exit();
  parentPort.postMessage({ kind: 'reply', id, reply: [task * task, threadId] });
});
parentPort.postMessage({ kind: 'ready' });
`;

let started = 0;
let ended = 0;
let pool: ThreadPool<number, [number, number]> | undefined;
function open(most: number): ThreadPool<number, [number, number]> {
  started = ended = 0;
  pool = new ThreadPool('The squarer', most, () => {
    started++;
    return new Worker(SQUARES, { eval: true }).on('exit', () => ended++);
  });
  return pool;
}
afterEach(() => pool?.close());

it('answers each task, starts threads as there is work for them, and ends them all', async () => {
  const squarer = open(3);
  expect(started).toBe(0);
  expect((await squarer.run(2))[0]).toBe(4);
  expect(started).toBe(1);
  const threads = new Set<number>();
  for (let round = 0; threads.size < 3; round++) {
    const squares = await Promise.all(Array.from({ length: 100 }, (_, i) => squarer.run(10 + i)));
    expect(squares.map(([square]) => square)).toEqual(squares.map((_, i) => (10 + i) ** 2));
    for (const [, thread] of squares) threads.add(thread);
  }
  expect(started).toBe(3);
  await squarer.close();
  expect(ended).toBe(3);
});

it('starts a thread for each task that waits once a few are done, and no more than there may be', async () => {
  const squarer = open(4);
  await Promise.all(Array.from({ length: 7 }, () => squarer.run(2)));
  expect(started).toBe(1);
  const many = Array.from({ length: 40 }, () => squarer.run(2));
  await many[0];
  expect(started).toBe(4);
  await Promise.all(many);
  await squarer.close();
  const few = open(4);
  await Promise.all(Array.from({ length: 8 }, () => few.run(2)));
  await few.run(2);
  expect(started).toBe(1);
});

it('rejects the task that fails with the thread’s own words, and goes on', async () => {
  const squarer = open(1);
  await expect(squarer.run(7)).rejects.toThrow(/^seven$/);
  expect((await squarer.run(3))[0]).toBe(9);
});

it.each([
  [8, 'The squarer broke down: eight'],
  [9, 'The squarer ended before its work was done.'],
])('says once what ended a thread, to every task', async (task, message) => {
  const squarer = open(1);
  const results = await Promise.allSettled([squarer.run(task), squarer.run(1), squarer.run(2)]);
  for (const result of results) expect(result).toMatchObject({ reason: { message } });
  await expect(squarer.run(3)).rejects.toThrow(message);
});

it('rejects what no thread has taken when it is closed', async () => {
  const squarer = open(1);
  const last = Promise.allSettled(Array.from({ length: 50 }, () => squarer.run(2)));
  await squarer.close();
  expect((await last).at(-1)).toMatchObject({ reason: { message: 'The squarer was closed.' } });
});

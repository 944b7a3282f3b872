import { expect, it } from 'vitest';
import { measureRounds, ROUNDS } from '../../../src/suite/bench/measure-rounds.js';

const order: string[] = [];
let steps = 0;
const subject = (name: string, images: readonly (number | Error)[]) => {
  const left = [...images];
  return {
    round(ms: number) {
      order.push(`${name} ${ms}`);
      const next = left.shift()!;
      return next instanceof Error ? Promise.reject(next) : Promise.resolve({ images: next, seconds: 2 });
    },
    close: () => Promise.resolve(),
  };
};

it('measures in turn, and gives the median and the range, or why there is none', async () => {
  const measured = await measureRounds(
    [subject('a', [20, 60, 30]), subject('b', [8, new Error('out of memory')]), subject('c', [2, 4, 6])],
    7,
    () => steps++,
  );
  expect(measured).toEqual([
    { rate: { median: 15, lowest: 10, highest: 30 } },
    { rate: null, reason: 'out of memory' },
    { rate: { median: 2, lowest: 1, highest: 3 } },
  ]);
  expect(order.join(', ')).toBe('a 7, b 7, c 7, a 7, b 7, c 7, a 7, c 7');
  expect(steps).toBe(3 * ROUNDS);
});

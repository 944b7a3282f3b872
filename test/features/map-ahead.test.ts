import { expect, it } from 'vitest';
import { mapAhead } from '../../src/features/map-ahead.js';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it.each([1, 2, 3, 100])('keeps the order, and %i calls under way at most', async (most) => {
  let underWay = 0;
  let peak = 0;
  const results: number[] = [];
  const mapped = mapAhead([4, 0, 3, 1, 2, 0], most, async (ms) => {
    peak = Math.max(peak, ++underWay);
    await later(ms);
    underWay--;
    return ms;
  });
  for await (const result of mapped) results.push(result);
  expect(results).toEqual([4, 0, 3, 1, 2, 0]);
  expect(peak).toBe(Math.min(most, 6));
});

it('takes no more of its source than it needs, and ends only once nothing is under way', async () => {
  let taken = 0;
  let ended = 0;
  let isSourceClosed = false;
  function* source() {
    try {
      for (;;) yield ++taken;
    } finally {
      isSourceClosed = true;
    }
  }
  for await (const result of mapAhead(source(), 3, async (item) => {
    await later(1);
    ended++;
    return item;
  })) {
    if (result === 2) break;
  }
  expect({ taken, ended, isSourceClosed }).toEqual({ taken: 4, ended: 4, isSourceClosed: true });
});

it('throws where the failed one stands, though another failed sooner', async () => {
  const results: number[] = [];
  const mapped = mapAhead([0, 5, 1], 3, async (ms) => {
    await later(ms);
    if (ms > 0) throw new Error(`failed after ${ms}`);
    return ms;
  });
  await expect(
    (async () => {
      for await (const result of mapped) results.push(result);
    })(),
  ).rejects.toThrow('failed after 5');
  expect(results).toEqual([0]);
});

import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { keepBusy } from '../../../src/suite/bench/keep-busy.js';

it('counts all that its callers have had done, with each of them busy', async () => {
  let underWay = 0;
  let most = 0;
  let done = 0;
  const work = async (): Promise<number> => {
    most = Math.max(most, ++underWay);
    await setImmediate();
    underWay--;
    done += 5;
    return 5;
  };
  const { images, seconds } = await keepBusy(3, work, (soFar) => soFar.images >= 100);
  expect([images, most, underWay]).toEqual([done, 3, 0]);
  expect(images).toBeGreaterThanOrEqual(100);
  expect(seconds).toBeGreaterThan(0);
});

it('has each caller ask once, even if that is already enough', async () => {
  expect(
    (
      await keepBusy(
        2,
        () => Promise.resolve(1),
        () => true,
      )
    ).images,
  ).toBe(2);
});

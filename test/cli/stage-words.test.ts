import { describe, expect, it } from 'vitest';
import { RecentRate } from '../../src/cli/recent-rate.js';
import { stageWords } from '../../src/cli/stage-words.js';

describe('stageWords', () => {
  it.each([
    ['images', 20, 5, '25% | 5/20 images', '25% | 5/20 images | 1.0 images/s | 15 s left'],
    ['bytes', 2 ** 22, 2 ** 20, '25% | 1/4 MiB', '25% | 1/4 MiB | 0.2 MiB/s | 15 s left'],
    ['percent', 100, 25, '25%', '25% | 15 s left'],
  ] as const)(
    'tells of %s, of rate and time once there is something to tell them by',
    (unit, total, done, early, late) => {
      let now = 0;
      const rate = new RecentRate(() => now);
      expect(stageWords({ total, unit, rate })).not.toContain('left');
      now = 4000;
      rate.add(done);
      expect(stageWords({ total, unit, rate })).toBe(early);
      now = 5000;
      expect(stageWords({ total, unit, rate })).toBe(late);
    },
  );
});

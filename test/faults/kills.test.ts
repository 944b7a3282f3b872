import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { howMany } from './extent.js';
import { finish, start, type StartOptions } from './start.js';
import { statisticsIn } from './statistics-in.js';
import { outcomeOf, Worlds } from './world.js';

const STATS = 'real.npz';
const when = ['before', 'during', 'after'] as const;

let worlds: Worlds;
beforeAll(async () => {
  worlds = await Worlds.create();
});
afterAll(() => worlds.remove());

const optionsIn = (world: string): StartOptions => ({ cwd: world, home: join(world, 'home') });

describe.each([
  { name: 'run', args: ['run'], outcome: outcomeOf },
  {
    name: 'stats',
    args: ['stats', 'real', '-o', STATS, '--features', 'tiny.onnx'],
    outcome: (world: string) => statisticsIn(join(world, STATS)),
  },
])('gan-eval $name, killed', ({ args, outcome }) => {
  let expected: unknown;
  let durationMs: number;
  let changes: number;
  beforeAll(async () => {
    const world = await worlds.next();
    const counted = { preload: 'die-at-write.mjs', env: { COUNT_IN: join(world, 'changes') } };
    const since = performance.now();
    expect(await finish(args, { ...optionsIn(world), ...counted })).toMatchObject({ code: 0 });
    durationMs = performance.now() - since;
    changes = Number(await readFile(join(world, 'changes'), 'utf8'));
    expected = await outcome(world);
  });

  it(`at ${howMany(70, 2)} random moments, comes to the same result when it is started again`, async () => {
    const random = new Mt19937(8);
    let cut = 0;
    for (let i = 0; i < howMany(70, 2); i++) {
      const world = await worlds.next();
      // Every third is killed twice.
      for (let kills = i % 3 === 2 ? 2 : 1; kills > 0; kills--) {
        const { child, end } = start(args, optionsIn(world));
        await sleep(random.random() * durationMs);
        child.kill('SIGKILL');
        if ((await end).signal === 'SIGKILL') cut++;
      }
      const { code, stderr } = await finish(args, optionsIn(world));
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('damaged')]);
      expect(await outcome(world)).toEqual(expected);
    }
    // A few may have ended before their moment came.
    expect(cut).toBeGreaterThanOrEqual(howMany(70, 2) / 2);
  });

  it(`at ${howMany(30, 1)} of its writes, comes to the same result when it is started again`, async () => {
    const random = new Mt19937(9);
    for (let i = 0; i < howMany(30, 1); i++) {
      const world = await worlds.next();
      const env = { DIE_AT: String(random.integer(1, changes + 1)), DIE_WHEN: when[(i + 1) % 3]! };
      const killed = await finish(args, { ...optionsIn(world), preload: 'die-at-write.mjs', env });
      expect(killed.signal).toBe('SIGKILL');
      const { code, stderr } = await finish(args, optionsIn(world));
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('damaged')]);
      expect(await outcome(world)).toEqual(expected);
    }
  });
});

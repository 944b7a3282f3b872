import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateRun } from '../../src/suite/run/evaluate-run.js';
import type { RunListener } from '../../src/suite/run/run-listener.js';
import { dotsRunFile } from '../suite/run/dots-world.js';
import { Worlds } from './world.js';

interface Stage {
  readonly label: string;
  readonly unit: string;
  readonly total: number;
  done: number;
}

/** Remembers stages, and holds what is told against what was promised. */
function witness(): { readonly listener: RunListener; readonly stages: readonly Stage[] } {
  const stages: Stage[] = [];
  let open: Stage | undefined;
  return {
    stages,
    listener: {
      onStage({ label, total, unit }) {
        expect(open).toBeUndefined();
        stages.push((open = { label, total, unit, done: 0 }));
      },
      onAdvance(amount) {
        open!.done += amount;
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(open!.done).toBeLessThanOrEqual(open!.total * (1 + 1e-9));
      },
      onStageEnd: () => (open = undefined),
    },
  };
}

let worlds: Worlds;
let world: string;
beforeAll(async () => {
  worlds = await Worlds.create();
  world = await worlds.next();
});
afterAll(() => worlds.remove());

async function stagesOfRun(): Promise<readonly Stage[]> {
  const { listener, stages } = witness();
  const path = join(world, 'gan-eval.yaml');
  await evaluateRun(path, { command: 'test', cacheFolder: join(world, 'features') }, listener);
  return stages;
}

describe('progress of a run', () => {
  it.each([
    ['from nothing', () => undefined],
    ['of which everything is there', () => undefined],
    [
      'of which samples are missing, and images cannot be read',
      async () => {
        await rm(join(world, 'out/samples/unconditional'), { recursive: true });
        await writeFile(join(world, 'real/3.png'), 'no image');
        await writeFile(join(world, 'gan-eval.yaml'), dotsRunFile('onError: skip\n'));
      },
    ],
  ])('%s counts every image once, and comes to the total', async (_, prepare) => {
    await prepare();
    const stages = await stagesOfRun();
    expect(stages.length).toBeGreaterThan(5);
    for (const { unit, done, total, label } of stages) {
      // A metric tells of the parts that take long.
      if (unit === 'images') expect([label, done]).toEqual([label, total]);
    }
  });
});

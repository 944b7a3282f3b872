import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import { howMany } from './extent.js';
import { finish, start } from './start.js';
import { outcomeOf, Worlds } from './world.js';

let worlds: Worlds;
/** Of a run that nothing happened to. */
let expected: Record<string, string>;
let reference: string;
beforeAll(async () => {
  worlds = await Worlds.create();
  reference = await worlds.next();
  expect(await finish(['run'], optionsIn(reference))).toMatchObject({ code: 0 });
  expected = await outcomeOf(reference);
});
afterAll(() => worlds.remove());

const optionsIn = (world: string) => ({ cwd: world, home: join(world, 'home') });

async function segmentsOf(home: string): Promise<string[]> {
  const entries = await readdir(join(home, 'features'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

describe('a cache', () => {
  it('that is shared by runs at the same time gives each its own result, and loses nothing', async () => {
    const home = join(await worlds.next(), 'home');
    const folders = await Promise.all(Array.from({ length: howMany(4, 2) }, () => worlds.next()));
    const ends = await Promise.all(folders.map((cwd) => finish(['run'], { cwd, home })));
    expect(ends.map(({ code }) => code)).toEqual(folders.map(() => 0));
    for (const folder of folders) expect(await outcomeOf(folder)).toEqual(expected);
    const sizes = await sizesOf(await segmentsOf(home));
    const another = await worlds.next();
    expect(await finish(['run'], { cwd: another, home })).toMatchObject({ code: 0 });
    expect(await outcomeOf(another)).toEqual(expected);
    // Everything was found: nothing was added.
    expect(await sizesOf(await segmentsOf(home))).toEqual(sizes);
  });

  it('that is damaged is found to be, told of once, and mended', async () => {
    const random = new Mt19937(5);
    for (let i = 0; i < howMany(20, 1); i++) {
      const world = await worlds.next();
      const home = join(reference, 'home');
      const flipped = new Set<string>();
      for (const path of await segmentsOf(home)) {
        // Past the first record's key: a damaged key is no more than an image that is not known.
        await flipByte(path, 32 + random.integer(0, 12));
        flipped.add(path);
      }
      const first = await finish(['run'], { cwd: world, home });
      expect(first.code).toBe(0);
      const told = first.stderr.split('\n').filter((line) => line.includes('are damaged'));
      expect(told.length).toBeGreaterThan(0);
      expect(told.length).toBeLessThanOrEqual(flipped.size);
      expect(await outcomeOf(world)).toEqual(expected);
      const second = await finish(['run'], { cwd: await worlds.next(), home });
      expect([second.code, second.stderr]).toEqual([0, expect.not.stringContaining('damaged')]);
    }
  });
});

async function sizesOf(paths: readonly string[]): Promise<Record<string, number>> {
  const sizes = await Promise.all(paths.map(async (path) => [path, (await stat(path)).size] as const));
  return Object.fromEntries(sizes);
}

async function flipByte(path: string, position: number): Promise<void> {
  const bytes = await readFile(path);
  const file = await open(path, 'r+');
  await file.write(Buffer.of(bytes[position]! ^ 0x10), 0, 1, position);
  await file.close();
}

describe('a clock that jumps by hours', () => {
  it('changes nothing in a result, and lets no second run into the folder', async () => {
    const world = await worlds.next();
    const options = { ...optionsIn(world), preload: 'jump-clock.mjs' };
    const first = start(['run'], options);
    // The first one waits meanwhile: on a busy machine it might have ended before the second has begun.
    await expect
      .poll(() => readdir(join(world, 'out')).catch(() => []), { timeout: 30_000 })
      .toContain('run.lock');
    first.child.kill('SIGSTOP');
    expect(await finish(['run'], options)).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('is being written to by another run') as string,
    });
    first.child.kill('SIGCONT');
    const { code, stderr } = await first.end;
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/left|NaN|-\d+ s/)]);
    expect(await outcomeOf(world)).toEqual(expected);
  });
});

import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { howMany } from './extent.js';
import { finish } from './start.js';
import { SmallDisk, whyNoSmallDisk } from './small-disk.js';
import { OUT, outcomeOf, Worlds } from './world.js';

const ENOUGH_KIB = 64 * 1024;
const HOME = 'home';

const reason = await whyNoSmallDisk();
if (reason !== undefined) console.warn(`Not tested: a full disk, a read-only one. ${reason}`);

let worlds: Worlds;
let expected: Record<string, string>;
let usedKib: Record<string, number>;
beforeAll(async () => {
  worlds = await Worlds.create();
  if (reason !== undefined) return;
  const world = await worlds.next();
  expect(await finish(['run'], { cwd: world, home: join(world, HOME) })).toMatchObject({ code: 0 });
  expected = await outcomeOf(world);
  usedKib = { [OUT]: await sizeOf(join(world, OUT)), [HOME]: await sizeOf(join(world, HOME)) };
});
afterAll(() => worlds.remove());

/** What a run does without: how long its steps took. */
const UNNEEDED = 'rates.json';

/** KiB that the files that a run needs in a folder take on a file system of 4 KiB pages. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== UNNEEDED);
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + 4 * Math.ceil(size / 4096), 0);
}

/** A world of which a folder is a disk of its own. */
async function withDisk(
  place: string,
  sizeKib: number,
  test: (world: string, disk: SmallDisk) => Promise<void>,
): Promise<void> {
  const world = await worlds.next();
  const disk = new SmallDisk(join(world, place), sizeKib);
  try {
    await test(world, disk);
  } finally {
    disk.remove();
  }
}

const temporary = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'));

describe.skipIf(reason !== undefined)('a disk', () => {
  it.each([OUT, HOME])(
    'that is full, of %s, ends a run with one message, and with space the same command completes',
    async (place) => {
      const steps = howMany(12, 1);
      for (let step = 0; step < steps; step++) {
        // From nearly nothing to nearly enough.
        const sizeKib = 4 * Math.max(1, Math.floor((usedKib[place]! * (step + 0.5)) / steps / 4));
        await withDisk(place, sizeKib, async (world, disk) => {
          const options = { cwd: world, home: join(world, HOME) };
          const full = await finish(['run'], options);
          const errors = full.stderr.split('\n').filter((line) => line.startsWith('error'));
          expect([sizeKib, full.code, errors]).toEqual([
            sizeKib,
            65,
            [
              expect.stringMatching(
                `^error: ${place}|^error: .*/${place}.*no space left on the device; free some`,
              ),
            ],
          ]);
          expect(await temporary(disk.path)).toEqual([]);
          disk.resize(ENOUGH_KIB);
          const { code, stderr } = await finish(['run'], options);
          expect([code, stderr]).toEqual([0, expect.not.stringContaining('damaged')]);
          expect(await outcomeOf(world)).toEqual(expected);
        });
      }
    },
  );

  it.each([OUT, HOME])('that is read-only, of %s, ends a run with one message', async (place) => {
    await withDisk(place, ENOUGH_KIB, async (world, disk) => {
      disk.setReadOnly(true);
      const { code, stderr } = await finish(['run'], { cwd: world, home: join(world, HOME) });
      expect(code).toBe(65);
      expect(stderr).toMatch(
        new RegExp(`error: .*${place}.*: the file system is read-only; point GAN_EVAL_HOME or the output`),
      );
    });
  });

  it('that is full or read-only ends stats with one message, and leaves nothing', async () => {
    const args = ['stats', 'real', '-o', 'made/real.npz', '--features', 'tiny.onnx', '--no-cache'];
    await withDisk('made', 4, async (world, disk) => {
      const options = { cwd: world, home: join(world, HOME) };
      await writeFile(join(disk.path, 'takes it all'), Buffer.alloc(4096));
      expect(await finish(args, options)).toMatchObject({
        code: 65,
        stderr: expect.stringMatching(
          /^error: made\/real\.npz: no space left on the device; .*\n$/,
        ) as string,
      });
      expect(await readdir(disk.path)).toEqual(['takes it all']);
      disk.setReadOnly(true);
      expect(await finish(args, options)).toMatchObject({
        code: 65,
        stderr: expect.stringMatching(
          /^error: made\/real\.npz: the file system is read-only; .*\n$/,
        ) as string,
      });
    });
  });
});

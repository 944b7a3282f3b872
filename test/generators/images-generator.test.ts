import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGenerator } from '../../src/generators/open-generator.js';
import { collect, ofSeed } from './collect.js';
import { writeGenerator } from './small-networks.js';

let folder: string;
const quiet = { engine: { name: 'onnxruntime' as const }, onNotice: () => undefined };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-images-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A set of 2 x 1 images whose first byte is given, by their names. */
async function writeSet(
  name: string,
  images: Readonly<Record<string, number>>,
  manifest: readonly object[] = [],
): Promise<string> {
  const path = join(folder, name);
  for (const [file, level] of Object.entries(images)) {
    await mkdir(join(path, file, '..'), { recursive: true });
    await sharp(Uint8Array.of(level, 1, 2, 3, 4, 5), { raw: { width: 2, height: 1, channels: 3 } })
      .png()
      .toFile(join(path, file));
  }
  if (manifest.length > 0) {
    await writeFile(
      join(path, 'manifest.jsonl'),
      manifest.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
  }
  return path;
}

const levels = (images: Awaited<ReturnType<typeof collect>>) => images.map(({ data }) => data[0]);

describe('images without a manifest', () => {
  it('have their places as seeds', async () => {
    const generator = await openGenerator(await writeSet('plain', { 'a.png': 10, 'b.png': 20 }), quiet);
    expect(generator).toMatchObject({
      kind: 'unconditional',
      identity: { name: 'plain', loader: 'images' },
      image: { widthPx: 2, heightPx: 1 },
      made: [ofSeed(0), ofSeed(1)],
    });
    expect(levels(await collect(generator, [ofSeed(1), ofSeed(0)]))).toEqual([20, 10]);
    await expect(collect(generator, [ofSeed(2)])).rejects.toThrow(
      /plain has no image of seed 2; it has 2 images, the first of seed 0/,
    );
    await generator.dispose();
  });

  it('must have one size', async () => {
    const path = await writeSet('sizes', { 'a.png': 10 });
    await sharp(new Uint8Array(27), { raw: { width: 3, height: 3, channels: 3 } })
      .png()
      .toFile(join(path, 'b.png'));
    const generator = await openGenerator(path, quiet);
    await expect(collect(generator, [...generator.made!])).rejects.toThrow(
      /the image of seed 1 is 3 x 3; expected 2 x 1/,
    );
    await generator.dispose();
  });
});

describe('images with a manifest', () => {
  const lines = [
    { slots: ['top', 'shoes'] },
    {
      file: 'c/5.png',
      condition: 'c',
      seed: 5,
      knobs: { psi: 0.5 },
      outfit: { top: '../a/t.png', shoes: null },
    },
    { file: 'd/5.png', condition: 'd', seed: 5, knobs: { psi: 0.5 }, outfit: { top: null, shoes: null } },
    { file: 'c/6.png', condition: 'c', seed: 6, knobs: { psi: 1 }, outfit: { top: null, shoes: null } },
  ];

  it('have its seeds, knobs and conditions', async () => {
    const set = await writeSet('asked', { 'c/5.png': 10, 'c/6.png': 30, 'd/5.png': 20 }, lines);
    const path = await writeGenerator(join(folder, 'described'), {
      loader: 'images',
      name: 'mine',
      set: '../asked',
    });
    const generator = await openGenerator(path, quiet);
    expect(generator).toMatchObject({
      identity: { name: 'mine' },
      kind: 'conditional',
      takes: { pose: false, slots: ['top', 'shoes'], labels: [] },
      knobs: [{ name: 'psi', range: [0.5, 1], default: 0.5 }],
    });
    expect(generator.made!.map(({ seed, condition }) => [seed, condition?.id])).toEqual([
      [5, 'c'],
      [6, 'c'],
      [5, 'd'],
    ]);
    expect(generator.made![0]!.condition!.outfit!.get('top')).toBe(join(set, '..', 'a', 't.png'));
    expect(levels(await collect(generator, [...generator.made!].toReversed()))).toEqual([20, 30, 10]);
    const other = { ...generator.made![0]!, seed: 6 };
    await expect(collect(generator, [other])).rejects.toThrow(
      /has no image of seed 6, condition c, psi 0\.5/,
    );
    await generator.dispose();
  });

  it('must be of different requests', async () => {
    const twice = await writeSet('twice', { 'a.png': 1, 'b.png': 2 }, [
      { file: 'a.png', seed: 3 },
      { file: 'b.png', seed: 3 },
    ]);
    await expect(openGenerator(twice, quiet)).rejects.toThrow(
      /a\.png and b\.png are both of seed 3; expected one image for each/,
    );
  });
});

describe('what is not there', () => {
  it('is named', async () => {
    await expect(openGenerator(join(folder, 'nothing'), quiet)).rejects.toThrow(
      /nothing: cannot be opened: no such file or folder/,
    );
    await expect(openGenerator(join(folder, 'nothing.json'), quiet)).rejects.toThrow(
      /nothing\.json: cannot be read: no such file or folder\. Expected a description of a generator/,
    );
  });
});

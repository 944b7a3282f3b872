import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManifestLineInput } from '../../../src/config/manifest.js';
import { openManifest } from '../../../src/conditions/open-manifest.js';
import { readManifest } from '../../../src/conditions/read-manifest.js';
import { openGenerator } from '../../../src/generators/open-generator.js';
import { openImageSet } from '../../../src/images/open-image-set.js';
import { checkManifest } from '../../../src/suite/manifest/check-manifest.js';
import { joinImages } from '../../../src/suite/control/control-join.js';
import { sampleGenerator, type SampleRun } from '../../../src/suite/sampling/sample-generator.js';
import { collect, ofSeed } from '../../generators/collect.js';
import {
  conditionalFile,
  conditionalNetwork,
  mappingNetwork,
  SMALL,
  styleFile,
  synthesisNetwork,
  writeGenerator,
} from '../../generators/small-networks.js';

let folder: string;
let styled: string;
let conditional: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-sample-'));
  styled = await writeGenerator(join(folder, 'styled'), styleFile, {
    'mapping.onnx': mappingNetwork(),
    'net.onnx': synthesisNetwork(),
  });
  conditional = await writeGenerator(join(folder, 'conditional'), conditionalFile, {
    'net.onnx': conditionalNetwork(),
  });
});
afterAll(() => rm(folder, { recursive: true }));

const newFolder = (): string => join(folder, `out-${count++}`);
const sample = (generator: string, run: Partial<SampleRun>) =>
  sampleGenerator(generator, { name: 'onnxruntime' }, { seed: 0, knobs: {}, out: newFolder(), ...run });

async function pixelsOf(path: string): Promise<number[]> {
  return [...(await sharp(path).removeAlpha().raw().toBuffer())];
}

async function linesOf(out: string): Promise<ManifestLineInput[]> {
  const lines: ManifestLineInput[] = [];
  for await (const { line } of readManifest(join(out, 'manifest.jsonl'))) lines.push(line);
  return lines;
}

const images = async (out: string): Promise<string[]> =>
  (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.png')).sort();

describe('samples of an unconditional generator', () => {
  it('are its images, with seeds and knobs in the manifest', async () => {
    const report = await sample(styled, { count: 3, seed: 7, knobs: { psi: 0.5 } });
    expect(report).toMatchObject({ count: 3, kept: 0, knobs: { psi: 0.5 }, generator: { name: 'net.onnx' } });
    const generator = await openGenerator(styled, {
      engine: { name: 'onnxruntime' },
      onNotice: () => undefined,
    });
    const expected = await collect(
      generator,
      [7, 8, 9].map((seed) => ofSeed(seed, { psi: 0.5 })),
    );
    await generator.dispose();
    const names = ['000007.png', '000008.png', '000009.png'];
    expect(await images(report.out)).toEqual(names);
    for (const [i, name] of names.entries()) {
      expect(await pixelsOf(join(report.out, name))).toEqual([...expected[i]!.data]);
    }
    expect(await linesOf(report.out)).toEqual(
      names.map((file, i) => ({ file, seed: 7 + i, knobs: { psi: 0.5 } })),
    );
    expect((await openImageSet(report.out)).ignored).toEqual([]);
    expect((await checkManifest(report.out)).findings).toEqual([]);
  });

  it('are the same whatever the batch', async () => {
    const runs = await Promise.all([1, 2, 5].map((batch) => sample(styled, { count: 5, batch })));
    const all = await Promise.all(
      runs.map(async ({ out }) => {
        const names = await images(out);
        return Promise.all(names.map((name) => readFile(join(out, name), 'base64')));
      }),
    );
    expect(all[0]).toHaveLength(5);
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
  });

  it('mix the styles of other seeds in', async () => {
    const { out } = await sample(styled, { count: 2, styleMix: { seed: 50, layers: [2] } });
    const [plain, source] = await Promise.all([
      sample(styled, { count: 2 }),
      sample(styled, { count: 2, seed: 50 }),
    ]);
    const [mixed, own, other] = await Promise.all([
      pixelsOf(join(out, '000001.png')),
      pixelsOf(join(plain.out, '000001.png')),
      pixelsOf(join(source.out, '000051.png')),
    ]);
    expect(mixed).toEqual(own.map((value, i) => (i % 3 === 2 ? other[i]! : value)));
    expect((await linesOf(out))[1]).toMatchObject({ seed: 1, styleMix: { seed: 51, layers: [2] } });
  });

  it('are kept when more are asked for, and when fewer are', async () => {
    const first = await sample(styled, { count: 3 });
    const path = join(first.out, '000001.png');
    const before = await stat(path);
    await rm(join(first.out, '000000.png'));
    await writeFile(join(first.out, '000009.png.0123456789ab.tmp'), 'what a killed run leaves');
    const second = await sample(styled, { count: 5, out: first.out });
    expect(second).toMatchObject({ count: 5, kept: 2 });
    expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
    expect((await readdir(first.out)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const third = await sample(styled, { count: 1, out: first.out });
    expect(third).toMatchObject({ count: 5, kept: 5 });
    expect(await linesOf(first.out)).toHaveLength(5);
  });

  it('are not mixed with others, or put among other files', async () => {
    const { out } = await sample(styled, { count: 1, knobs: { psi: 0.5 } });
    await expect(sample(styled, { count: 1, out })).rejects.toThrow(
      /holds samples made in another way: knobs psi=0\.5, now psi=1\. Choose another folder/,
    );
    await expect(sample(styled, { count: 1, out, seed: 3, knobs: { psi: 0.5 } })).rejects.toThrow(
      /seed 0, now 3/,
    );
    expect(await images(out)).toEqual(['000000.png']);
    await expect(sample(styled, { count: 1, out: styled })).rejects.toThrow(
      /holds 3 files and no sampling\.json/,
    );
  });

  it('must be counted, and their seeds must exist', async () => {
    await expect(sample(styled, {})).rejects.toThrow(/Say how many samples of net\.onnx to make, such as -n/);
    await expect(sample(styled, { count: 2, seed: 2 ** 32 - 1 })).rejects.toThrow(/Seeds end at 4294967295/);
    await expect(sample(styled, { count: 1, knobs: { phi: 1 } })).rejects.toThrow(/Did you mean psi\?/);
    await expect(sample(styled, { count: 1, conditions: conditional })).rejects.toThrow(/no such file/);
  });
});

describe('samples of a conditional generator', () => {
  let real: string;

  beforeAll(async () => {
    real = join(folder, 'real');
    await mkdir(join(folder, 'articles'), { recursive: true });
    await mkdir(real);
    const raw = { width: SMALL.widthPx, height: SMALL.heightPx, channels: 3 } as const;
    await sharp(new Uint8Array(36).fill(102), { raw })
      .png()
      .toFile(join(folder, 'articles', 'top.png'));
    // The second condition has no size of its own: its image tells.
    await sharp(new Uint8Array(144), { raw: { ...raw, width: 8, height: 6 } })
      .png()
      .toFile(join(real, 'b.png'));
    const pose = (x: number, y: number) =>
      Array.from({ length: 16 }, (_, joint) => (joint === 0 ? [x, y, 2] : [0, 0, 0]));
    const lines = [
      { slots: ['top', 'shoes'] },
      {
        id: 'women/a.jpg',
        file: 'a.png',
        width: 8,
        height: 6,
        pose: pose(3, 5),
        box: [2, 0, 4, 6],
        outfit: { top: '../articles/top.png', shoes: null },
        labels: { class: 'suit' },
      },
      {
        id: 'b',
        file: 'b.png',
        pose: pose(5, 1),
        outfit: { top: null, shoes: null },
        labels: { class: 'dress' },
      },
    ];
    await writeFile(join(real, 'manifest.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  });

  it('take the conditions in turn and carry them over', async () => {
    const { out, count } = await sample(conditional, { conditions: real, count: 3, knobs: { gain: 0 } });
    expect(count).toBe(3);
    expect(await images(out)).toEqual(['b/000001.png', 'women/a/000000.png', 'women/a/000002.png']);
    // Red is the ankle's map, green the article.
    const at = async (file: string, x: number, y: number) =>
      (await pixelsOf(join(out, file))).slice((y * 4 + x) * 3, (y * 4 + x) * 3 + 3);
    expect(await at('women/a/000000.png', 1, 2)).toEqual([255, 102, 0]);
    expect(await at('b/000001.png', 2, 0)).toEqual([255, 128, 0]);
    const [first, second, third] = await linesOf(out);
    expect(first).toMatchObject({
      file: 'women/a/000000.png',
      condition: 'women/a.jpg',
      width: 4,
      height: 3,
      box: [1, 0, 2, 3],
      outfit: { top: '../articles/top.png', shoes: null },
      labels: { class: 'suit' },
      seed: 0,
      knobs: { gain: 0 },
    });
    expect(first!.pose![0]).toEqual([1.5, 2.5, 2]);
    expect(second).toMatchObject({ condition: 'b', seed: 1 });
    expect(second!.pose![0]).toEqual([2.5, 0.5, 2]);
    expect(third).toMatchObject({ condition: 'women/a.jpg', seed: 2 });
    expect((await openManifest(out)).slots).toEqual(['top', 'shoes']);
    expect((await checkManifest(out)).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('are one a condition if no number is given, and are found by their conditions', async () => {
    const { out, count } = await sample(conditional, { conditions: real });
    expect(count).toBe(2);
    const asked = [];
    for await (const condition of (await openManifest(real)).conditions()) asked.push(condition);
    const { ids } = await openImageSet(out);
    expect(joinImages(ids, asked).map(({ id, condition }) => [id, condition.id])).toEqual([
      ['b/000001.png', 'b'],
      ['women/a/000000.png', 'women/a.jpg'],
    ]);
  });

  it('are not made of other conditions into the same folder', async () => {
    const { out } = await sample(conditional, { conditions: real });
    const other = join(folder, 'other.jsonl');
    const text = await readFile(join(real, 'manifest.jsonl'), 'utf8');
    await writeFile(
      other,
      text.replace('[5,1,2]', '[4,1,2]').replace('"b.png"', '"b.png","width":8,"height":6'),
    );
    await expect(sample(conditional, { conditions: other, out })).rejects.toThrow(
      /made in another way: conditions .*real.manifest\.jsonl \(.*\), now .*other\.jsonl/,
    );
  });

  it.each([
    [
      { width: 6, height: 6 },
      /the pose of a is measured in 6 x 6, and the generator makes 4 x 3; expected the same/,
    ],
    [{ id: '../a' }, /The condition '\.\.\/a' cannot name a folder for its samples/],
    [{ pose: null }, /Condition a has no pose, and net\.onnx takes one/],
    [{ outfit: { top: 'gone.png', shoes: null } }, /gone\.png: cannot be read: no such file/],
    [{ file: 'gone.jpg', width: undefined, height: undefined }, /gone\.jpg: no image can be read from it/],
  ])('say what a condition lacks: %j', async (change, message) => {
    const line = {
      id: 'a',
      width: 8,
      height: 6,
      pose: Array.from({ length: 16 }, () => [1, 1, 2]),
      outfit: { top: null, shoes: null },
      labels: { class: 'suit' },
      ...change,
    };
    const path = join(folder, `bad-${count++}.jsonl`);
    await writeFile(path, `${JSON.stringify(line)}\n`);
    await expect(sample(conditional, { conditions: path })).rejects.toThrow(message);
  });

  it('are made until one cannot be, and those stay', async () => {
    const lines = ['top.png', 'top.png', 'gone.png'].map((article, i) => ({
      id: String(i),
      width: 8,
      height: 6,
      pose: Array.from({ length: 16 }, () => [1, 1, 2]),
      outfit: { top: `articles/${article}`, shoes: null },
      labels: { class: 'suit' },
    }));
    const path = join(folder, 'third-is-bad.jsonl');
    await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const out = newFolder();
    await expect(sample(conditional, { conditions: path, out })).rejects.toThrow(/gone\.png/);
    expect(await images(out)).toEqual(['0/000000.png', '1/000001.png']);
    expect((await linesOf(out)).map(({ condition }) => condition)).toEqual(['0', '1']);
    await sharp(join(folder, 'articles', 'top.png')).toFile(join(folder, 'articles', 'gone.png'));
    expect(await sample(conditional, { conditions: path, out })).toMatchObject({ count: 3, kept: 2 });
    await rm(join(folder, 'articles', 'gone.png'));
  });
});

describe('samples of images made before', () => {
  it('are copies with what they were made for', async () => {
    const { out } = await sample(styled, { count: 3, seed: 4, knobs: { psi: 0.5 } });
    const copy = await sample(out, { count: 2 });
    expect(copy).toMatchObject({ count: 2, knobs: null, generator: { loader: 'images' } });
    expect(await images(copy.out)).toEqual(['000004.png', '000005.png']);
    expect(await linesOf(copy.out)).toEqual((await linesOf(out)).slice(0, 2));
    expect(await pixelsOf(join(copy.out, '000005.png'))).toEqual(await pixelsOf(join(out, '000005.png')));
    await expect(sample(out, { count: 4 })).rejects.toThrow(/has 3 images, and 4 are asked for/);
    await expect(sample(out, { seed: 1 })).rejects.toThrow(/has its images already: seeds, knobs and styles/);
  });
});

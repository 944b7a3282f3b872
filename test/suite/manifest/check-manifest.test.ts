import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { encodeStoredZip } from '../../../src/formats/stored-zip.js';
import { checkManifest } from '../../../src/suite/manifest/check-manifest.js';
import { jsonLines, writeFiles } from '../../conditions/write-files.js';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-check-'));
  await writeFiles(folder, {
    'a.png': { widthPx: 30, heightPx: 40 },
    'b.png': { widthPx: 30, heightPx: 40 },
    'articles/top.png': { widthPx: 8, heightPx: 8 },
    'maps/a.png': { widthPx: 30, heightPx: 40 },
    'maps/small.png': { widthPx: 15, heightPx: 20 },
  });
});
afterEach(() => rm(folder, { recursive: true }));

async function check(lines: readonly (string | object)[], set?: string) {
  await writeFile(at('manifest.jsonl'), jsonLines(lines));
  return checkManifest(at('manifest.jsonl'), set);
}

async function found(lines: readonly (string | object)[], set?: string) {
  const { findings } = await check(lines, set);
  return findings.map(({ severity, kind, count, examples }) => [severity, kind, count, ...examples]);
}

/** A pose with its first joints as given and the rest at (15, 20), visible. */
const pose = (...joints: readonly (readonly number[])[]): (readonly number[])[] => [
  ...joints,
  ...Array.from({ length: 16 - joints.length }, () => [15, 20, 2]),
];
const everyJoint = (joint: readonly number[]): (readonly number[])[] =>
  Array.from({ length: 16 }, () => joint);

describe('checkManifest', () => {
  it('counts what there is, and finds nothing wrong with a sound manifest', async () => {
    const { summary, findings, images } = await check([
      { slots: ['top', 'bag'] },
      {
        file: 'a.png',
        pose: pose([0, 0, 0], [1, 2, 1], [30, 40, 2], [0, 0, 2]),
        outfit: { top: 'articles/top.png', bag: null },
        parsing: 'maps/a.png',
        box: [1, 1, 10, 10],
        headBox: [2, 1, 3, 4],
        labels: { class: 'dress' },
        seed: 1,
        knobs: { psi: 0.5 },
      },
      { file: 'b.png', outfit: { top: 'articles/top.png' }, labels: { class: 'coat' }, knobs: { psi: 1 } },
    ]);
    expect(findings).toEqual([]);
    expect(images).toBe(folder);
    expect(summary).toMatchObject({ images: 2, poses: 1, boxes: 1, headBoxes: 1, parsings: 1, seeds: 1 });
    expect(summary.joints.slice(0, 3)).toEqual([
      { name: 'r_ankle', visible: 0, hidden: 0, missing: 1 },
      { name: 'r_knee', visible: 0, hidden: 1, missing: 0 },
      { name: 'r_hip', visible: 1, hidden: 0, missing: 0 },
    ]);
    expect(summary.slots).toEqual([
      { slot: 'top', worn: 2, empty: 0, unknown: 0 },
      { slot: 'bag', worn: 0, empty: 1, unknown: 1 },
    ]);
    expect(summary.labels).toEqual([{ label: 'class', images: 2, values: 2 }]);
    expect(summary.knobs).toEqual([{ knob: 'psi', images: 2, lowest: 0.5, highest: 1 }]);
  });

  it('goes on after lines that cannot be used, and names each', async () => {
    const findings = await found(['{"id"', { file: 'a.png' }, { file: 'a.png' }, { seed: 3 }]);
    expect(findings).toEqual([
      [
        'error',
        'line',
        3,
        expect.stringMatching(/manifest\.jsonl:1: is not JSON/),
        expect.stringMatching(/manifest\.jsonl:3: id 'a\.png' is that of line 2/),
        expect.stringMatching(/manifest\.jsonl:4: /),
      ],
    ]);
  });

  it.each<[string, object, unknown[]]>([
    ['an image that is not there', { file: 'c.png' }, ['error', 'image', 1, /c\.png: no image can be read/]],
    [
      'an article that is not there',
      { file: 'a.png', outfit: { top: 'articles/none.png' } },
      ['error', 'article', 1, /articles\/none\.png: /],
    ],
    [
      'an article that is no image',
      { file: 'a.png', outfit: { top: 'manifest.jsonl' } },
      ['error', 'article', 1, /^man/],
    ],
    [
      'a parsing map that is not there',
      { file: 'a.png', parsing: 'maps/b.png' },
      ['error', 'parsing', 1, /^maps\/b/],
    ],
    [
      'a parsing map of another size',
      { file: 'a.png', parsing: 'maps/small.png' },
      ['warning', 'parsing-size', 1, /small\.png: 15x20, the image 30x40/],
    ],
    [
      'joints outside of the picture',
      { file: 'a.png', pose: pose([-1, 5, 2], [30.1, 5, 1]) },
      ['warning', 'outside', 1, /^a\.png: r_ankle, r_knee$/],
    ],
    [
      'joints outside of the picture that they are measured in',
      { file: 'a.png', width: 15, height: 20, pose: pose([15.5, 5, 2]) },
      ['warning', 'outside', 1, /^a\.png: r_ankle$/],
    ],
    [
      'a pose without a joint',
      { file: 'a.png', pose: everyJoint([0, 0, 0]) },
      ['warning', 'no-joints', 1, /^a\.png$/],
    ],
    [
      'a pose that is all hidden',
      { file: 'a.png', pose: everyJoint([5, 5, 1]) },
      ['warning', 'none-visible', 1, /^a/],
    ],
    [
      'coordinates in a picture of another shape',
      { file: 'a.png', width: 40, height: 40, pose: pose() },
      ['warning', 'shape', 1, /a\.png: coordinates in 40x40, the image 30x40/],
    ],
    [
      'a box outside of the picture',
      { file: 'a.png', box: [31, 0, 5, 5] },
      ['warning', 'box-outside', 1, /^a\.png$/],
    ],
    [
      'a head box outside of the picture',
      { file: 'a.png', headBox: [0, -6, 5, 5] },
      ['warning', 'head-box-outside', 1, /^a\.png$/],
    ],
  ])('finds %s', async (_, line, [severity, kind, count, example]) => {
    const findings = await found([line]);
    expect(findings).toEqual([[severity, kind, count, expect.stringMatching(example as RegExp)]]);
  });

  it('opens an article that many wear once', async () => {
    const outfit = { top: 'articles/none.png' };
    expect(
      await found([
        { file: 'a.png', outfit },
        { file: 'b.png', outfit },
      ]),
    ).toEqual([['error', 'article', 1, expect.stringMatching(/^articles\/none\.png/)]]);
  });

  it('shows the first examples of many, and counts all', async () => {
    const [finding] = (await check(Array.from({ length: 9 }, (_, i) => ({ file: `none${i}.png` })))).findings;
    expect(finding).toMatchObject({ count: 9 });
    expect(finding!.examples).toHaveLength(5);
  });

  it('finds a manifest without images to be empty, and refuses one that is not there', async () => {
    expect(await found([{ slots: ['top'] }])).toEqual([['error', 'empty', 1, at('manifest.jsonl')]]);
    expect((await checkManifest(folder)).manifest).toBe(at('manifest.jsonl'));
    await expect(checkManifest(at('none.jsonl'))).rejects.toThrow(InputError);
  });

  it('looks for the images where it is told, and names those that no line is about', async () => {
    await writeFiles(folder, {
      'made/a.png': { widthPx: 3, heightPx: 4 },
      'made/c.png': { widthPx: 3, heightPx: 4 },
    });
    expect(await found([{ file: 'a.png' }, { file: 'b.png' }], at('made'))).toEqual([
      ['error', 'image', 1, expect.stringMatching(/^b\.png: is not among the images of .*made/)],
      ['warning', 'unlisted', 1, 'c.png'],
    ]);
  });

  it('takes the images of the archive that the manifest lies beside', async () => {
    const content = [await readFile(at('a.png'))];
    await writeFile(at('set.zip'), Buffer.concat(encodeStoredZip([{ name: 'in/a.png', content }])));
    await writeFile(at('set.manifest.jsonl'), jsonLines([{ file: 'in/a.png', box: [40, 0, 1, 1] }]));
    const { findings, images } = await checkManifest(at('set.manifest.jsonl'));
    expect(images).toBe(at('set.zip'));
    expect(await checkManifest(at('set.zip'))).toMatchObject({ manifest: at('set.manifest.jsonl'), images });
    // The box shows that the image's size, 30 x 40, has been read.
    expect(findings.map(({ kind }) => kind)).toEqual(['box-outside']);
  });
});

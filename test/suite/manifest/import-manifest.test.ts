import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/conditions/condition.js';
import { openManifest } from '../../../src/conditions/open-manifest.js';
import { keypointNames, type Keypoint, type KeypointName } from '../../../src/conditions/pose.js';
import { InputError, UsageError } from '../../../src/errors.js';
import { checkManifest } from '../../../src/suite/manifest/check-manifest.js';
import { importManifest, type ImportRequest } from '../../../src/suite/manifest/import-manifest.js';
import { writeFiles, type FileContent } from '../../conditions/write-files.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Options = Partial<Omit<ImportRequest, 'format' | 'folder'>>;

async function importFiles(
  format: string,
  files: Readonly<Record<string, FileContent>>,
  options: Options = {},
) {
  await writeFiles(join(folder, 'set'), files);
  return importSet(format, options);
}

/** Imports what lies in `set`, reads it back, and has every file that the manifest names opened. */
async function importSet(format: string, options: Options = {}) {
  const out = options.out ?? join(folder, 'set', 'manifest.jsonl');
  const request = { format, folder: join(folder, 'set'), onError: 'fail' as const, ...options, out };
  const report = await importManifest(request);
  const conditions: Condition[] = [];
  const manifest = await openManifest(out);
  for await (const condition of manifest.conditions()) conditions.push(condition);
  const { findings } = await checkManifest(out);
  return { report, conditions, findings, parsingLabels: Object.fromEntries(manifest.parsingLabels) };
}

function joint({ pose }: Condition, name: KeypointName): Keypoint | null {
  return pose![keypointNames.indexOf(name)]!;
}

/** A person whose point i lies at (left + i, top + 2 i); `missing` as OpenPose writes it, 0 0 0. */
function openPosePerson(
  count: number,
  [left, top]: readonly [number, number],
  missing: readonly number[] = [],
) {
  const triples = Array.from({ length: count }, (_, i) =>
    missing.includes(i) ? [0, 0, 0] : [left + i, top + 2 * i, 0.9],
  );
  return { person_id: [-1], pose_keypoints_2d: triples.flat(), face_keypoints_2d: [] };
}

const people = (...list: object[]): object => ({ version: 1.3, people: list });
const portrait = { widthPx: 96, heightPx: 128 };

describe('viton-hd', () => {
  const split: Readonly<Record<string, FileContent>> = {
    'test/image/00006_00.jpg': portrait,
    'test/image/08015_00.jpg': portrait,
    'test/image/.DS_Store': 'not an image',
    'test/cloth/00006_00.jpg': portrait,
    'test/cloth/08015_00.jpg': portrait,
    'test/image-parse-v3/00006_00.png': portrait,
    'test/openpose_json/00006_00_keypoints.json': people(openPosePerson(25, [20, 30], [8, 4])),
    'test/openpose_json/08015_00_keypoints.json': people(),
    'test_pairs.txt': '00006_00.jpg 08015_00.jpg\n08015_00.jpg 00006_00.jpg\n',
  };

  it('takes everybody in their own top, with joints where BODY_25 has them', async () => {
    const imported = await importFiles('viton-hd', split, { split: 'test' });
    const { conditions, report, findings, parsingLabels } = imported;
    expect(parsingLabels).toEqual({ top: [5, 6, 7] });
    expect(conditions.map(({ id, file }) => [id, file])).toEqual([
      ['00006_00', 'test/image/00006_00.jpg'],
      ['08015_00', 'test/image/08015_00.jpg'],
    ]);
    const [first, second] = conditions;
    expect(Object.fromEntries(first!.outfit!)).toEqual({ top: 'test/cloth/00006_00.jpg' });
    expect(first).toMatchObject({
      size: portrait,
      parsing: 'test/image-parse-v3/00006_00.png',
      labels: { pair: 'paired' },
    });
    // 9 is the right hip in BODY_25; (0, 0) is a joint that was not found, not one in the corner.
    expect(joint(first!, 'r_hip')).toEqual({ x: 29, y: 48, visible: true });
    expect([joint(first!, 'pelvis'), joint(first!, 'r_wrist')]).toEqual([null, null]);
    // Empty `people`: the image stays, without a pose.
    expect(second).toMatchObject({ pose: null, parsing: null });
    expect(report).toMatchObject({ written: 2, withoutPose: 1, skipped: [] });
    expect(findings).toEqual([]);
  });

  it('takes pairs from a file, and the older names of folders', async () => {
    const older = Object.fromEntries(
      Object.entries(split).map(([name, content]) => [
        name.replace('openpose_json', 'openpose-json').replace('image-parse-v3', 'image-parse'),
        content,
      ]),
    );
    const pairs = join(folder, 'set', 'test_pairs.txt');
    const { conditions } = await importFiles('viton-hd', older, { split: 'test', pairs });
    expect(conditions[0]).toMatchObject({
      parsing: 'test/image-parse/00006_00.png',
      labels: { pair: 'unpaired' },
    });
    expect(conditions[0]!.outfit!.get('top')).toBe('test/cloth/08015_00.jpg');
  });

  it('scales coordinates of a picture of another size', async () => {
    const size = { widthPx: 768, heightPx: 1024 };
    const { conditions } = await importFiles('viton-hd', split, { split: 'test', size });
    expect(joint(conditions[0]!, 'r_hip')).toEqual({ x: 3.63, y: 6, visible: true });
  });

  it('says which splits there are, and refuses pairs files of other kinds', async () => {
    await expect(importFiles('viton-hd', split)).rejects.toThrow(
      /set: no folder 'image'.*It holds test: choose/,
    );
    await writeFiles(folder, { 'pairs.txt': 'a.jpg b.jpg\na.jpg\n' });
    const bad = importSet('viton-hd', { split: 'test', pairs: join(folder, 'pairs.txt') });
    await expect(bad).rejects.toThrow(/pairs\.txt:2: 'a\.jpg'; expected two file names/);
  });
});

describe('dresscode', () => {
  /** 18 x (x, y, score, index) in 384 x 512. */
  const keypoints = (missing: readonly number[] = []): object => ({
    keypoints: Array.from({ length: 18 }, (_, i) =>
      missing.includes(i) ? [-1, -1, 0, -1] : [100 + i, 50 + 2 * i, 0.9, i],
    ),
  });
  const set: Readonly<Record<string, FileContent>> = {
    'upper_body/images/000001_0.jpg': { widthPx: 768, heightPx: 1024 },
    'upper_body/images/000001_1.jpg': portrait,
    'upper_body/keypoints/000001_2.json': keypoints([8]),
    'upper_body/label_maps/000001_4.png': { widthPx: 768, heightPx: 1024 },
    'dresses/images/000001_0.jpg': { widthPx: 192, heightPx: 256 },
    'dresses/images/000001_1.jpg': portrait,
    'dresses/images/000002_1.jpg': portrait,
    'dresses/keypoints/000001_2.json': keypoints(Array.from({ length: 18 }, (_, i) => i)),
    'dresses/test_pairs_unpaired.txt': '000001_0.jpg\t000002_1.jpg\n',
    'upper_body/test_pairs_unpaired.txt': '000001_0.jpg 000001_1.jpg\n',
  };

  it('scales keypoints from 384 x 512 to the image, and leaves the other slots unknown', async () => {
    const { conditions, report, findings, parsingLabels } = await importFiles('dresscode', set);
    expect(parsingLabels).toEqual({ top: [4], bottom: [5, 6], dress: [7] });
    expect(conditions.map(({ id }) => id)).toEqual(['upper_body/000001', 'dresses/000001']);
    const [top, dress] = conditions;
    // Right knee is 9: the centre of pixel (109, 68), twice as large.
    expect(joint(top!, 'r_knee')).toEqual({ x: 2 * 109.5, y: 2 * 68.5, visible: true });
    expect([joint(top!, 'r_hip'), joint(top!, 'pelvis')]).toEqual([null, null]);
    expect(Object.fromEntries(top!.outfit!)).toEqual({ top: 'upper_body/images/000001_1.jpg' });
    expect(top).toMatchObject({ parsing: 'upper_body/label_maps/000001_4.png', labels: { pair: 'paired' } });
    expect(Object.fromEntries(dress!.outfit!)).toEqual({ dress: 'dresses/images/000001_1.jpg' });
    expect(dress).toMatchObject({ pose: null, parsing: null, labels: { category: 'dresses' } });
    expect(report).toMatchObject({ written: 2, withoutPose: 1 });
    expect(findings).toEqual([]);
  });

  it('takes the pairs of every category', async () => {
    const { conditions } = await importFiles('dresscode', set, { pairs: 'test_pairs_unpaired.txt' });
    const labels = conditions.map((condition) => [condition.labels.category, condition.labels.pair]);
    expect(labels).toEqual([
      ['upper_body', 'paired'],
      ['dresses', 'unpaired'],
    ]);
    expect(conditions[1]!.outfit!.get('dress')).toBe('dresses/images/000002_1.jpg');
  });

  it('refuses an image of another shape than the keypoints’ picture, and a folder with nobody in it', async () => {
    const square = { ...set, 'dresses/images/000001_0.jpg': { widthPx: 256, heightPx: 256 } };
    await expect(importFiles('dresscode', square)).rejects.toThrow(
      /000001_0\.jpg: 256x256; expected 3 wide to 4/,
    );
    await rm(join(folder, 'set'), { recursive: true });
    await expect(importFiles('dresscode', { 'readme.txt': '' })).rejects.toThrow(/set: nobody in it/);
  });
});

describe('patn', () => {
  /** As tool/compute_coordinates.py prints it: y first, `-1` missing. */
  const row = (name: string, missing: readonly number[] = []): string => {
    const list = (value: (i: number) => number): string =>
      `[${Array.from({ length: 18 }, (_, i) => (missing.includes(i) ? -1 : value(i))).join(', ')}]`;
    return `${name}: ${list((i) => 100 + i)}: ${list((i) => 20 + i)}`;
  };
  const everybody = Array.from({ length: 18 }, (_, i) => i);
  const csv = [
    'name:keypoints_y:keypoints_x',
    row('a.jpg', [10]),
    row('b.jpg', everybody),
    row('c.jpg'),
  ].join('\n');
  const set: Readonly<Record<string, FileContent>> = {
    'fasion-resize-annotation-test.csv': csv,
    'fasion-resize-pairs-test.csv': 'from,to\na.jpg,b.jpg\n',
    'test/a.jpg': { widthPx: 176, heightPx: 256 },
    'test/b.jpg': { widthPx: 176, heightPx: 256 },
    'test/c.jpg': { widthPx: 256, heightPx: 256 },
  };

  it('reads y before x, and -1 as missing', async () => {
    const { conditions, report } = await importFiles('patn', set);
    const [a, b] = conditions;
    expect(joint(a!, 'l_wrist')).toEqual({ x: 27.5, y: 107.5, visible: true });
    expect(joint(a!, 'r_ankle')).toBeNull();
    expect(joint(a!, 'pelvis')).toEqual({ x: 30, y: 110, visible: true });
    expect(b!.pose).toBeNull();
    expect(report).toMatchObject({ written: 3, withoutPose: 1 });
  });

  it('finds the person again in the image before PATN’s crop, 40 px to the right', async () => {
    const { conditions } = await importFiles('patn', set);
    expect(joint(conditions[2]!, 'l_wrist')).toEqual({ x: 67.5, y: 107.5, visible: true });
  });

  it('scales to larger images, from the picture that it is told', async () => {
    const large = { ...set, 'test/a.jpg': { widthPx: 352, heightPx: 512 } };
    const { conditions } = await importFiles('patn', large);
    expect(joint(conditions[0]!, 'l_wrist')).toEqual({ x: 55, y: 215, visible: true });
    const told = importFiles('patn', large, { size: { widthPx: 256, heightPx: 256 } });
    await expect(told).rejects.toThrow(/a\.jpg: 352x512; expected the shape of 256x256/);
  });

  it.each([
    ['another header', 'name,y,x\n', /:1: 'name,y,x'; expected the header name:keypoints_y:keypoints_x/],
    ['17 numbers', 'name:keypoints_y:keypoints_x\na.jpg: [1]: [1]\n', /:2: expected NAME: \[18 numbers, y\]/],
  ])('refuses %s', async (_, text, message) => {
    const files = { ...set, 'fasion-resize-annotation-test.csv': text };
    await expect(importFiles('patn', files)).rejects.toThrow(message);
  });

  it('asks which of several files is meant', async () => {
    const two = { ...set, 'fasion-resize-annotation-train.csv': csv };
    await expect(importFiles('patn', two)).rejects.toThrow(/more than one annotation.*--annotations FILE/);
    const annotations = join(folder, 'set', 'fasion-resize-annotation-test.csv');
    expect((await importSet('patn', { annotations })).report.written).toBe(3);
  });
});

describe('coco', () => {
  /** Point i at (left + i, 10 + 2 i), v 2 but where told. */
  const person = (imageId: number, left: number, side: number, v: Readonly<Record<number, number>> = {}) => ({
    image_id: imageId,
    category_id: 1,
    iscrowd: 0,
    num_keypoints: 17,
    area: side * side,
    bbox: [left, 10, side, side],
    keypoints: Array.from({ length: 17 }, (_, i) => {
      const flag = v[i] ?? 2;
      return flag === 0 ? [0, 0, 0] : [left + i, 10 + 2 * i, flag];
    }).flat(),
  });
  const nobody = Object.fromEntries(Array.from({ length: 17 }, (_, i) => [i, 0]));
  const image = (id: number) => ({
    id,
    file_name: `${String(id).padStart(12, '0')}.jpg`,
    width: 96,
    height: 128,
  });
  const set: Readonly<Record<string, FileContent>> = {
    'annotations/person_keypoints_val2017.json': {
      info: { year: 2017 },
      images: [image(1), image(2), image(3)],
      annotations: [
        person(1, 20, 30),
        person(1, 40, 60, { 11: 1, 6: 0 }),
        { ...person(1, 0, 90), iscrowd: 1 },
        person(2, 5, 10, nobody),
      ],
      categories: [{ id: 1, name: 'person' }],
    },
    'val2017/000000000001.jpg': portrait,
    'val2017/000000000002.jpg': portrait,
    'val2017/000000000003.jpg': portrait,
  };

  it('takes the largest person of an image, with box and visibility, and counts what it leaves out', async () => {
    const { conditions, report, findings } = await importFiles('coco', set);
    expect(conditions).toHaveLength(1);
    const [only] = conditions;
    expect(only).toMatchObject({
      id: '000000000001',
      file: 'val2017/000000000001.jpg',
      box: { x: 40, y: 10, width: 60, height: 60 },
    });
    // Whole numbers are indices of pixels: 40 + 13 is the column whose centre is 53.5.
    expect(joint(only!, 'l_knee')).toEqual({ x: 53.5, y: 36.5, visible: true });
    expect(joint(only!, 'l_hip')).toMatchObject({ visible: false });
    expect(joint(only!, 'pelvis')).toEqual({ x: 52, y: 33.5, visible: false });
    expect([joint(only!, 'r_shoulder'), joint(only!, 'thorax')]).toEqual([null, null]);
    expect(report.remarks).toEqual({ 'images with several people: the largest was taken': 1 });
    expect(report.leftOut).toEqual({
      'images without a person that has keypoints': 2,
      'people without keypoints': 1,
      crowds: 1,
    });
    expect(findings).toEqual([]);
  });

  it('names file and field of what is not COCO', async () => {
    const files = { ...set, 'annotations/person_keypoints_val2017.json': { annotations: [] } };
    await expect(importFiles('coco', files)).rejects.toThrow(
      /val2017\.json: not what was expected[\s\S]*images/,
    );
  });
});

describe('lip', () => {
  const row = (name: string, triple: (i: number) => readonly (string | number)[]): string =>
    [name, ...Array.from({ length: 16 }, (_, i) => triple(i)).flat()].join(',');
  const set: Readonly<Record<string, FileContent>> = {
    'TrainVal_pose_annotations/lip_val_set.csv': [
      row('100034_483681.jpg', (i) =>
        i === 9 ? ['nan', 'nan', 'nan'] : [10 + i, 20 + 2 * i, i === 3 ? 1 : 0],
      ),
      row('100034_483682.jpg', () => ['nan', 'nan', 'nan']),
    ].join('\r\n'),
    'TrainVal_images/TrainVal_images/val_images/100034_483681.jpg': portrait,
    'TrainVal_images/TrainVal_images/val_images/100034_483682.jpg': portrait,
    'TrainVal_parsing_annotations/TrainVal_parsing_annotations/val_segmentations/100034_483681.png': portrait,
  };

  it('keeps MPII order, "nan" missing, and 1 hidden', async () => {
    const { conditions, findings } = await importFiles('lip', set);
    const [first, second] = conditions;
    expect(first!.pose!.map((point) => point?.x)).toEqual(
      keypointNames.map((name, i) => (name === 'head_top' ? undefined : 10.5 + i)),
    );
    expect(joint(first!, 'l_hip')).toEqual({ x: 13.5, y: 26.5, visible: false });
    expect(joint(first!, 'r_hip')).toMatchObject({ visible: true });
    expect(first!.parsing).toMatch(/val_segmentations\/100034_483681\.png$/);
    expect(second).toMatchObject({ pose: null, parsing: null });
    expect(findings).toEqual([]);
  });

  it.each([
    ['too few fields', 'a.jpg,1,2,0', /lip_val_set\.csv:1: 4 fields; expected 49/],
    [
      'a visibility of 2',
      row('a.jpg', () => [1, 2, 2]),
      /:1: r_ankle is '1,2,2'; expected x, y and 0 \(visible\) or 1/,
    ],
    ['an empty field', row('a.jpg', () => ['', 2, 0]), /:1: r_ankle is ',2,0'/],
  ])('refuses %s', async (_, text, message) => {
    const files = { ...set, 'TrainVal_pose_annotations/lip_val_set.csv': text };
    await expect(importFiles('lip', files)).rejects.toThrow(message);
  });

  it('says where it looked', async () => {
    await expect(importFiles('lip', set, { split: 'train' })).rejects.toThrow(
      /no annotations; looked for .*lip_train_set/,
    );
  });
});

describe('openpose', () => {
  const small = openPosePerson(18, [1, 2]);
  const large = {
    ...openPosePerson(18, [0, 0]),
    pose_keypoints_2d: small.pose_keypoints_2d.map((v, i) => (i % 3 === 2 ? v : 3 * v)),
  };
  const set: Readonly<Record<string, FileContent>> = {
    'a_keypoints.json': people(small, large),
    'b_keypoints.json': people(openPosePerson(25, [10, 20])),
    'a.jpg': portrait,
    'b.png': portrait,
  };

  it('takes the largest of several people, of 18 points or 25', async () => {
    const { conditions, report } = await importFiles('openpose', set);
    const [a, b] = conditions;
    expect([a!.file, b!.file]).toEqual(['a.jpg', 'b.png']);
    // 8 is the right hip of 18 points and the middle of the hips of 25.
    expect(joint(a!, 'r_hip')).toEqual({ x: 27, y: 54, visible: true });
    expect(joint(b!, 'pelvis')).toEqual({ x: 18, y: 36, visible: true });
    expect(report.remarks).toEqual({ 'images with several people: the largest was taken': 1 });
  });

  it.each([
    [
      '17 points',
      people(openPosePerson(17, [1, 1])),
      /a_keypoints\.json: a person with 51 numbers; expected 54/,
    ],
    [
      'coordinates from 0 to 1',
      people({ pose_keypoints_2d: Array.from({ length: 54 }, () => 0.5) }),
      /all coordinates lie between -1 and 1; expected px.*--keypoint_scale 0/,
    ],
    ['another shape', { people: [{}] }, /a_keypoints\.json: not what was expected[\s\S]*pose_keypoints_2d/],
    ['no JSON', '{', /a_keypoints\.json: is not JSON/],
  ])('refuses %s, naming the file', async (_, content, message) => {
    await expect(importFiles('openpose', { ...set, 'a_keypoints.json': content })).rejects.toThrow(message);
  });

  it('refuses coordinates of a picture of another shape', async () => {
    const wide = importFiles('openpose', set, { size: { widthPx: 128, heightPx: 128 } });
    await expect(wide).rejects.toThrow(/of a picture 128x128 and the image is 96x128, of another shape/);
  });
});

describe('importManifest', () => {
  const set: Readonly<Record<string, FileContent>> = {
    'a_keypoints.json': people(openPosePerson(18, [1, 2])),
    'b_keypoints.json': people(openPosePerson(18, [1, 2])),
    'a.png': portrait,
  };

  it('fails on an image that cannot be imported, and leaves no manifest behind', async () => {
    await expect(importFiles('openpose', set)).rejects.toThrow(/b\.\*: no such image.*--on-error skip/);
    expect((await readdir(join(folder, 'set'))).filter((name) => name.includes('manifest'))).toEqual([]);
  });

  it('names and counts such images where they may be skipped', async () => {
    const { report, conditions } = await importFiles('openpose', set, { onError: 'skip' });
    expect(conditions.map(({ id }) => id)).toEqual(['a']);
    expect(report.skipped).toMatchObject([
      { item: 'b_keypoints.json', reason: expect.stringMatching(/no such image/) as string },
    ]);
  });

  it('fails if nothing can be imported', async () => {
    const none = { 'a_keypoints.json': people(), 'b_keypoints.json': people() };
    await expect(importFiles('openpose', none, { onError: 'skip' })).rejects.toThrow(
      /nothing to import: 2 images/,
    );
  });

  it('writes paths from where the manifest is', async () => {
    const out = join(folder, 'elsewhere', 'deep', 'manifest.jsonl');
    await mkdir(dirname(out), { recursive: true });
    const { findings } = await importFiles('openpose', set, { onError: 'skip', out });
    expect(findings).toEqual([]);
    expect(await readFile(out, 'utf8')).toContain('"file":"../../set/a.png"');
  });

  it('refuses a format, an option and a folder that it does not know', async () => {
    await expect(importFiles('viton', set)).rejects.toThrow(UsageError);
    await expect(importSet('openpos')).rejects.toThrow(/Did you mean openpose\?/);
    await expect(importSet('openpose', { pairs: 'x' })).rejects.toThrow(
      /--pairs means nothing to openpose; it takes --images, --size/,
    );
    const request = { format: 'coco', folder: join(folder, 'nowhere'), out: 'x', onError: 'fail' as const };
    await expect(importManifest(request)).rejects.toThrow(InputError);
    await expect(importManifest(request)).rejects.toThrow(
      /nowhere: no such folder; expected the folder with/,
    );
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlSchema, type ControlResult } from '../../src/config/control-result.js';
import { InputError } from '../../src/errors.js';
import { chooseControlScores } from '../../src/suite/choose-control-scores.js';
import type { ControlSets } from '../../src/suite/control-sides.js';
import { controlWith, type ControlOptions } from '../../src/suite/evaluate-control.js';
import { jsonLines } from '../conditions/write-files.js';
import { readingEye } from './drawn-outfits.js';
import { PICTURE, poseOf, readingEstimator, writeShown, type Shown } from './drawn-poses.js';

const COUNT = 20;

let folder: string;
const at = (name: string): string => join(folder, name);
const indices = Array.from({ length: COUNT }, (_, i) => i);

const line = (i: number, more: object = {}) => ({
  ...{ id: `c${i}`, file: `${i}.png`, width: PICTURE.widthPx, height: PICTURE.heightPx },
  pose: poseOf(i).map(({ x, y }) => [x, y, 2]),
  ...more,
});

/** A set of images, one a condition. */
async function draw(set: string, shown: (i: number) => Shown, size?: { widthPx: number; heightPx: number }) {
  for (const i of indices) await writeShown(at(set), `${i}.png`, shown(i), size);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-control-'));
  await draw('real', (i) => ({ pose: i }));
  await writeFile(at('real/manifest.jsonl'), jsonLines(indices.map((i) => line(i))));
  await writeFile(at('asked.jsonl'), jsonLines(indices.map((i) => line(i))));
  await draw('near', (i) => ({ pose: i, shiftPx: 5 }));
});
afterAll(() => rm(folder, { recursive: true }));

function control(
  sets: Partial<ControlSets>,
  scores: string[] = ['pck', 'oks', 'akd', 'mkr', 'detection-failures'],
  options: Partial<ControlOptions> = {},
): Promise<ControlResult> {
  return controlWith(
    { estimator: () => Promise.resolve(readingEstimator()), outfits: () => Promise.resolve(readingEye()) },
    { manifest: at('real'), images: at('near'), ...sets },
    {
      scores: chooseControlScores(scores),
      ifAskedFor: false,
      seed: 0,
      resamples: 50,
      onError: 'fail',
      ...options,
    },
  );
}

function values(result: ControlResult, id: string) {
  const { score, floor, ceiling, control } = result.scores.find((each) => each.id === id)!;
  const [a, b, c, d] = [score, floor, ceiling, control].map((estimate) =>
    estimate.status === 'ok' ? estimate.value : undefined,
  );
  return { score: a!, floor: b!, ceiling: c!, control: d! };
}

describe('controlWith', () => {
  it('tells known shifts: distances in px, and torsos of 53.85 px', async () => {
    const near = await control({});
    expect(values(near, 'akd').score).toBeCloseTo(5, 9);
    expect(values(near, 'akd').ceiling).toBeCloseTo(0, 9);
    expect(values(near, 'pck')).toMatchObject({ score: 1, ceiling: 1, control: 1 });
    // 0.2 torsos are 10.77 px.
    await draw('half', (i) => ({ pose: i, shiftPx: i % 2 ? 11 : 10 }));
    const half = values(await control({ images: at('half') }), 'pck');
    expect(half.score).toBe(0.5);
    expect(half.floor).toBeLessThan(half.score);
    expect(half.control).toBeCloseTo((0.5 - half.floor) / (1 - half.floor), 12);
  });

  it('finds images that follow other conditions at the floor, and those that follow half of them between', async () => {
    await draw('shuffled', (i) => ({ pose: (i + 7) % COUNT }));
    await draw('mixed', (i) => ({ pose: i % 2 ? i : (i + 7) % COUNT }));
    const shuffled = await control({ images: at('shuffled') });
    const mixed = await control({ images: at('mixed') });
    for (const id of ['pck', 'oks', 'akd']) {
      expect(Math.abs(values(shuffled, id).control)).toBeLessThan(0.15);
      expect(values(mixed, id).control).toBeGreaterThan(0.35);
      expect(values(mixed, id).control).toBeLessThan(0.65);
    }
  });

  it('is a valid record, the same at every run', async () => {
    const first = controlSchema.parse(await control({}));
    const second = controlSchema.parse(await control({}));
    const undated = ({ provenance, ...rest }: ControlResult) => ({
      ...rest,
      provenance: { ...provenance, createdAt: '' },
    });
    expect(undated(first)).toEqual(undated(second));
    expect(first.floors).toEqual([{ about: 'pose', status: 'ok', shuffles: 8 }]);
    expect(first.provenance).toMatchObject({ estimator: { name: 'reading' }, seed: 0, resamples: 50 });
    const pck = first.scores[0]!;
    expect(pck.leftOut).toEqual([{ part: 'head_top', reason: 'reading does not give it' }]);
    expect(pck.parts).toHaveLength(15);
    expect(pck.parts[0]).toMatchObject({ part: 'r_ankle', count: COUNT, value: 1, ceiling: 1 });
    expect(pck.curve.generated.find(({ threshold }) => threshold === 0.09)!.value).toBe(0);
    expect(pck.score).toMatchObject({ interval: { status: 'undefined' } });
    const otherSeed = await control({}, undefined, { seed: 1 });
    expect(values(otherSeed, 'pck').floor).not.toBe(values(first, 'pck').floor);
  });

  it('scales what it finds in images of another size, and refuses another shape', async () => {
    await draw('large', (i) => ({ pose: i, shiftPx: 5 }), { widthPx: 30, heightPx: 60 });
    const large = await control({ images: at('large') });
    expect(values(large, 'akd').score).toBeCloseTo(5, 9);
    expect(large.generated.scaled).toBe(COUNT);
    await draw('wide', (i) => ({ pose: i }), { widthPx: 30, heightPx: 59 });
    await expect(control({ images: at('wide') })).rejects.toThrow(
      /wide: 0\.png is 30 x 59 px, but its pose is given in a picture of 100 x 200; expected the same shape within 1%/,
    );
  });

  it('takes the real image for the picture where the manifest does not say one', async () => {
    await draw('sized', (i) => ({ pose: i }), PICTURE);
    const unsized = indices.map((i) => line(i, { width: undefined, height: undefined }));
    await writeFile(at('sized/manifest.jsonl'), jsonLines(unsized));
    const result = await control({ manifest: at('sized') });
    expect(values(result, 'akd').score).toBeCloseTo(5, 9);
    expect([result.generated.scaled, result.ceiling]).toMatchObject([COUNT, { scaled: 0 }]);
  });

  it('counts images without anybody', async () => {
    await draw('empty', (i) => ({ pose: i, nobody: i < 5 }));
    const result = await control({ images: at('empty') });
    expect(result.generated.nobodyFound).toBe(5);
    expect(values(result, 'detection-failures')).toMatchObject({ score: 0.25, ceiling: 0 });
    expect(values(result, 'pck').score).toBe(0.75);
    expect(values(result, 'mkr').score).toBe(0.25);
    expect(values(result, 'akd').score).toBeCloseTo(0, 9);
    const akd = result.scores.find(({ id }) => id === 'akd')!;
    expect(akd.notScored.generated).toEqual([{ reason: 'nobody was found', count: 5 }]);
  });

  it('resamples several images of a condition together', async () => {
    for (const i of indices) {
      for (const seed of [0, 1]) {
        await writeShown(at('seeds'), `c${i}/${seed}.png`, { pose: i, shiftPx: seed * 20 });
      }
    }
    const result = await control({ images: at('seeds') }, ['pck'], { resamples: 50 });
    expect(result.generated).toMatchObject({ count: 2 * COUNT, conditions: COUNT });
    // Within every condition one of two is right: between conditions there is no spread.
    expect(result.scores[0]!.score).toMatchObject({ value: 0.5, interval: { status: 'undefined' } });
  });

  it('has no ceiling without real images, nor of the generated ones', async () => {
    const without = await control({ manifest: at('asked.jsonl') });
    expect(without.ceiling).toMatchObject({ reason: /own images are not there; give .* --real/ });
    expect(without.scores[0]).toMatchObject({ score: { status: 'ok' }, control: { status: 'undefined' } });
    const itself = await control({ images: at('real') });
    expect(itself.ceiling).toMatchObject({ reason: /are the generated ones themselves/ });
    const asked = await control({ manifest: at('asked.jsonl'), images: at('real'), real: at('real') });
    expect(values(asked, 'pck')).toMatchObject({ score: 1, ceiling: 1, control: 1 });
  });

  it('says that a ceiling rests on fewer conditions, and that an estimator misses people', async () => {
    for (const i of [0, 1, 2]) await writeShown(at('few'), `${i}.png`, { pose: i, nobody: i === 0 });
    const { warnings } = await control({ real: at('few') });
    expect(warnings).toEqual([
      'the ceiling rests on 3 of 20 conditions',
      'the estimator finds nobody in 1 of 3 real images: it may not suit these images',
    ]);
  });

  it('passes over lines without a pose', async () => {
    await writeFile(at('some.jsonl'), jsonLines(indices.map((i) => line(i, i < 3 ? { pose: null } : {}))));
    const result = await control({ manifest: at('some.jsonl') });
    expect(result.manifest).toMatchObject({ lines: 20, withPose: 17, withOutfit: 0 });
    expect(result.generated).toMatchObject({ count: 17, available: 20 });
    await writeFile(at('none.jsonl'), jsonLines([{ id: 'a' }]));
    await expect(control({ manifest: at('none.jsonl') })).rejects.toThrow(/none of its 1 lines has a pose/);
  });

  it('names images that cannot be read', async () => {
    await draw('broken', (i) => ({ pose: i, shiftPx: 5 }));
    await writeFile(at('broken/3.png'), 'no image');
    await expect(control({ images: at('broken') })).rejects.toThrow(InputError);
    await expect(control({ images: at('broken') })).rejects.toThrow(/3\.png.*--on-error skip/s);
    const result = await control({ images: at('broken') }, undefined, { onError: 'skip' });
    expect(result.generated).toMatchObject({ count: COUNT - 1, skipped: [{ id: '3.png' }] });
    expect(values(result, 'akd').score).toBeCloseTo(5, 9);
  });

  it('counts images and conditions that do not meet', async () => {
    await mkdir(at('other'));
    for (const i of [0, 1, 2, 3]) await writeShown(at('other'), `image-${i}.png`, { pose: i });
    await writeShown(at('other'), '5.png', { pose: 5 });
    await expect(control({ images: at('other') })).rejects.toThrow(
      /19 of 20 conditions of .* have no image in .*other \(c0, c1, c2, \.\.\.\); 4 of 5 images of .*other have no condition \(image-0\.png, image-1\.png, image-2\.png, \.\.\.\)/,
    );
    await expect(control({ real: at('none-of-it') })).rejects.toThrow(/cannot be opened/);
  });
});

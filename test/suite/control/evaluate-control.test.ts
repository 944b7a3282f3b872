import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlSchema, type ControlResult } from '../../../src/config/control-result.js';
import { InputError } from '../../../src/errors.js';
import { chooseControlScores } from '../../../src/suite/control/choose-control-scores.js';
import type { ControlSets } from '../../../src/suite/control/control-sides.js';
import { controlWith, type ControlOptions } from '../../../src/suite/control/evaluate-control.js';
import { jsonLines } from '../../conditions/write-files.js';
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

const reasonOf = (ceiling: ControlResult['ceiling']): string | undefined =>
  ceiling.status === 'undefined' ? ceiling.reason : undefined;

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
    expect(first.provenance).toMatchObject({
      estimator: { name: 'reading', licence: null },
      seed: 0,
      resamples: 50,
    });
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
    await draw('empty', (i) => ({ pose: i, people: i < 5 ? 0 : 1 }));
    const result = await control({ images: at('empty') });
    expect(result.generated.nobodyFound).toBe(5);
    expect(values(result, 'detection-failures')).toMatchObject({ score: 0.25, ceiling: 0 });
    expect(values(result, 'pck').score).toBe(0.75);
    expect(values(result, 'mkr').score).toBe(0.25);
    expect(values(result, 'akd').score).toBeCloseTo(0, 9);
    const akd = result.scores.find(({ id }) => id === 'akd')!;
    expect(akd.notScored.generated).toEqual([{ reason: 'nobody was found', count: 5 }]);
  });

  it('computes PCKh where the manifest has head boxes, and says why it cannot where it has none', async () => {
    // Diagonals of 20 and 10 px: 0.6 of that is the head's size, and half of it, 6 and 3 px, the reach. The shift is 5 px.
    const headBox = (i: number) => (i % 4 ? [40, 20, 12, 16] : [40, 20, 6, 8]);
    await writeFile(at('heads.jsonl'), jsonLines(indices.map((i) => line(i, { headBox: headBox(i) }))));
    const heads = await control({ manifest: at('heads.jsonl') }, ['pose', 'outfit'], { ifAskedFor: true });
    expect(values(heads, 'pckh').score).toBe(0.75);
    const ids = (await control({}, ['pose', 'outfit'], { ifAskedFor: true })).scores.map(({ id }) => id);
    expect(heads.scores.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual(['pckh']);
    const [pckh] = (await control({}, ['pckh'])).scores;
    expect(pckh!.score).toMatchObject({
      status: 'undefined',
      reason: expect.stringContaining('no head box') as string,
    });
    expect(pckh!.notScored.generated).toEqual([{ reason: 'no scale: no head box', count: COUNT }]);
  });

  it('scores no image of several people, and says which', async () => {
    await draw('crowd', (i) => ({ pose: i, shiftPx: i < 3 ? 90 : 5, people: i < 3 ? 2 : 1 }));
    const result = await control({ images: at('crowd') });
    expect(result.generated).toMatchObject({ count: COUNT, conditions: COUNT - 3, nobodyFound: 0 });
    expect(result.generated.notScored).toEqual(
      [0, 1, 2].map((i) => ({ id: `${i}.png`, reason: '2 or more people were seen; expected one' })),
    );
    // The three are far off, and would show.
    expect(values(result, 'akd').score).toBeCloseTo(5, 9);
    expect(values(result, 'detection-failures').score).toBe(0);
    const ceiling = await control({ real: at('crowd') });
    expect(ceiling.ceiling).toMatchObject({ status: 'ok', notScored: { length: 3 } });
    expect(ceiling.warnings).toEqual(['the ceiling rests on 17 of 20 conditions']);
  });

  it('has nothing to score where every image shows several people', async () => {
    await draw('crowds', (i) => ({ pose: i, people: 2 }));
    await expect(control({ images: at('crowds') })).rejects.toThrow(
      /crowds: none of its images can be scored \(2 or more people were seen; expected one\)/,
    );
    expect((await control({ real: at('crowds') })).ceiling).toEqual({
      status: 'undefined',
      reason: 'no ceiling: none of its images can be scored (2 or more people were seen; expected one)',
    });
  });

  describe('poses that no image can show', () => {
    const posed = async (name: string, poseFor: (i: number) => number[][] | undefined) => {
      const lines = indices.map((i) => line(i, { pose: poseFor(i) ?? line(i).pose }));
      await writeFile(at(`${name}.jsonl`), jsonLines(lines));
      return control({ manifest: at(`${name}.jsonl`) }, ['pck', 'oks', 'akd', 'mkr', 'detection-failures']);
    };

    it('counts those without a labelled joint, with the reason', async () => {
      const result = await posed('unlabelled', (i) => (i < 2 ? poseOf(i).map(() => [0, 0, 0]) : undefined));
      for (const { id, notScored } of result.scores) {
        const counts = id === 'detection-failures' ? [] : [['no joint that counts is labelled', 2]];
        expect(notScored.generated.map(({ reason, count }) => [reason, count])).toEqual(counts);
      }
      expect(values(result, 'akd').score).toBeCloseTo(5, 9);
      expect(result.warnings).toEqual([]);
    });

    it('scores hidden joints as visible ones, and says so where all are hidden', async () => {
      const result = await posed('hidden', (i) =>
        i < 4 ? poseOf(i).map(({ x, y }) => [x, y, 1]) : undefined,
      );
      expect(result.warnings).toEqual([
        'in 4 of 20 poses every joint is hidden (c0; c1; c2; ...): hidden joints count as visible ones do',
      ]);
      expect(result.scores.map(({ score }) => score)).toEqual(
        (await posed('visible', () => undefined)).scores.map(({ score }) => score),
      );
    });

    it('names joints outside of the picture, which no image can show', async () => {
      const shifted = (i: number) => poseOf(i).map(({ x, y }, j) => [j === 0 ? -8 : x, j === 5 ? 201 : y, 2]);
      const result = await posed('outside', (i) => (i === 3 ? shifted(i) : undefined));
      expect(result.warnings).toEqual([
        expect.stringMatching(
          /^1 of 20 poses have joints outside of their picture \(c3: r_ankle, l_ankle\): /,
        ),
      ]);
      const plain = await posed('visible', () => undefined);
      // They count, and are wrong: two of 15 joints in one of 20 images.
      expect(values(plain, 'pck').score - values(result, 'pck').score).toBeCloseTo(2 / (15 * 20), 12);
      expect(result.scores.map(({ notScored }) => notScored.generated)).toEqual([[], [], [], [], []]);
    });
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
    expect(reasonOf(without.ceiling)).toMatch(/own images are not there; give .* --real/);
    expect(without.scores[0]).toMatchObject({ score: { status: 'ok' }, control: { status: 'undefined' } });
    const itself = await control({ images: at('real') });
    expect(reasonOf(itself.ceiling)).toMatch(/are the generated ones themselves/);
    const asked = await control({ manifest: at('asked.jsonl'), images: at('real'), real: at('real') });
    expect(values(asked, 'pck')).toMatchObject({ score: 1, ceiling: 1, control: 1 });
  });

  it('says that a ceiling rests on fewer conditions, and that an estimator misses people', async () => {
    for (const i of [0, 1, 2]) await writeShown(at('few'), `${i}.png`, { pose: i, people: i === 0 ? 0 : 1 });
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

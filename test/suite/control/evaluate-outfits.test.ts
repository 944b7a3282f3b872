import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlSchema, type ControlResult } from '../../../src/config/control-result.js';
import { chooseControlScores } from '../../../src/suite/control/choose-control-scores.js';
import type { ControlSets } from '../../../src/suite/control/control-sides.js';
import { controlWith, type ControlOptions } from '../../../src/suite/control/evaluate-control.js';
import { jsonLines } from '../../conditions/write-files.js';
import { articlePath, readingEye, SLOTS, writeDressed, type Dressed } from './drawn-outfits.js';
import { PICTURE, poseOf, readingEstimator } from './drawn-poses.js';

const COUNT = 30;
/** The bag of every third condition is to be empty. */
const outfitOf = (i: number): Dressed['worn'] => [i + 1, i % 3 === 0 ? 0 : 100 + i];

let folder: string;
const at = (name: string): string => join(folder, name);
const indices = Array.from({ length: COUNT }, (_, i) => i);

const line = (i: number, more: object = {}) => {
  const [top, bag] = outfitOf(i);
  return {
    ...{ id: `c${i}`, file: `${i}.png`, width: PICTURE.widthPx, height: PICTURE.heightPx },
    pose: poseOf(i).map(({ x, y }) => [x, y, 2]),
    outfit: { top: articlePath(top), bag: bag === 0 ? null : articlePath(bag) },
    ...more,
  };
};
const manifest = (more: (i: number) => object = () => ({})): string =>
  jsonLines([{ slots: SLOTS }, ...indices.map((i) => line(i, more(i)))]);

async function draw(set: string, worn: (i: number) => Dressed['worn']): Promise<void> {
  for (const i of indices) await writeDressed(at(set), `${i}.png`, { pose: i, worn: worn(i) });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-outfits-'));
  await draw('real', outfitOf);
  await writeFile(at('real/manifest.jsonl'), manifest());
});
afterAll(() => rm(folder, { recursive: true }));

async function control(
  images: string,
  sets: Partial<ControlSets> = {},
  options: Partial<ControlOptions> = {},
): Promise<ControlResult> {
  const openers = {
    estimator: () => Promise.resolve(readingEstimator()),
    outfits: () => Promise.resolve(readingEye()),
  };
  const result = await controlWith(
    openers,
    { manifest: at('real'), images: at(images), real: at('real'), ...sets },
    {
      ...{ scores: chooseControlScores(['outfit']), ifAskedFor: false },
      ...{ seed: 0, resamples: 50, onError: 'fail', ...options },
    },
  );
  return controlSchema.parse(result);
}

function valueOf(result: ControlResult, id: string, slot?: string) {
  const score = result.scores.find((each) => each.id === id)!;
  const estimates = slot === undefined ? score : score.slots.find((each) => each.slot === slot)!;
  const [value, floor, ceiling, control] = [
    estimates.score,
    estimates.floor,
    estimates.ceiling,
    estimates.control,
  ].map((estimate) => (estimate.status === 'ok' ? estimate.value : undefined));
  return { value, floor, ceiling, control };
}

describe('outfits in controlWith', () => {
  it('are at the ceiling where images show what was asked for', async () => {
    const result = await control('real');
    for (const id of [
      'retrieval-1',
      'retrieval-5',
      'article-similarity',
      'presence-precision',
      'presence-recall',
    ]) {
      expect(valueOf(result, id).ceiling).toBeCloseTo(1, 6);
      expect(valueOf(result, id).control).toBe(1);
      expect(valueOf(result, id).floor).toBeLessThan(0.9);
    }
    for (const id of ['palette-distance', 'patch-distance', 'false-garments']) {
      expect(valueOf(result, id).value).toBeCloseTo(0, 6);
      expect(valueOf(result, id)).toMatchObject({ control: 1 });
    }
    expect(result.manifest.slots).toEqual([
      { slot: 'top', worn: 30, empty: 0, unknown: 0, articles: 30 },
      { slot: 'bag', worn: 20, empty: 10, unknown: 0, articles: 20 },
    ]);
    expect(result.floors).toEqual([{ about: 'outfit', status: 'ok', shuffles: 8 }]);
    expect(result.provenance.outfits).toMatchObject({ name: 'reading', regions: 'pose', licence: null });
  });

  it('move in the slot that differs, and there alone', async () => {
    // Half of the tops are others' tops.
    await draw('tops', (i) => [i % 2 ? outfitOf(i)[0] : outfitOf((i + 7) % COUNT)[0], outfitOf(i)[1]]);
    const tops = await control('tops');
    expect(valueOf(tops, 'retrieval-1', 'top').value).toBe(0.5);
    expect(valueOf(tops, 'article-similarity', 'top').control).toBeGreaterThan(0.4);
    expect(valueOf(tops, 'article-similarity', 'top').control).toBeLessThan(0.6);
    expect(valueOf(tops, 'retrieval-1', 'bag').value).toBe(1);
    expect(valueOf(tops, 'palette-distance', 'bag').value).toBeCloseTo(0, 6);
    expect(valueOf(tops, 'presence-recall').value).toBe(1);
  });

  it('tell what is missing from what is too much', async () => {
    await draw('without', (i) => [outfitOf(i)[0], 0]);
    const without = await control('without');
    expect(valueOf(without, 'presence-recall', 'bag').value).toBe(0);
    expect(valueOf(without, 'false-garments', 'bag').value).toBe(0);
    expect(valueOf(without, 'retrieval-1', 'top').value).toBe(1);
    await draw('always', (i) => [outfitOf(i)[0], outfitOf(i)[1] || 99]);
    const always = await control('always');
    expect(valueOf(always, 'presence-recall', 'bag').value).toBe(1);
    expect(valueOf(always, 'presence-precision', 'bag').value).toBeCloseTo(20 / 30, 12);
    expect(valueOf(always, 'false-garments', 'bag')).toMatchObject({ value: 1, ceiling: 0 });
  });

  it('are at the floor where images know nothing of their conditions', async () => {
    await draw('others', (i) => outfitOf((i + 11) % COUNT));
    const result = await control('others');
    for (const id of ['retrieval-5', 'article-similarity', 'palette-distance', 'patch-distance']) {
      expect(Math.abs(valueOf(result, id).control!)).toBeLessThan(0.15);
    }
  });

  it('give every image its own values', async () => {
    await draw('one', (i) => (i === 4 ? [outfitOf(5)[0], outfitOf(4)[1]] : outfitOf(i)));
    const { images } = await control('one', {}, { scores: chooseControlScores(['pck', 'retrieval-1']) });
    expect(images).toHaveLength(COUNT);
    const wrong = images.filter(({ slots }) => slots.top?.['retrieval-1'] === 0);
    expect(wrong.map(({ id }) => id)).toEqual(['4.png']);
    expect(wrong[0]).toMatchObject({
      condition: 'c4',
      scores: { pck: 1 },
      slots: { bag: { 'retrieval-1': 1 } },
    });
    expect(images.find(({ id }) => id === '3.png')!.slots).not.toHaveProperty('bag');
    expect(images[0]!.joints).toHaveLength(16);
  });

  it('leave out slots of which a condition says nothing, and lines without an outfit', async () => {
    const known = (i: number) => ({ top: articlePath(outfitOf(i)[0]) });
    await writeFile(
      at('partly.jsonl'),
      manifest((i) => (i < 5 ? { outfit: null } : i < 15 ? { outfit: known(i) } : {})),
    );
    const result = await control('real', { manifest: at('partly.jsonl') });
    expect(result.manifest).toMatchObject({ lines: 30, withOutfit: 25 });
    expect(result.manifest.slots[1]).toMatchObject({ slot: 'bag', unknown: 15, empty: 5, worn: 10 });
    expect(result.generated).toMatchObject({ count: 25, available: 30 });
    expect(result.scores[0]!.slots.map(({ slot, count }) => [slot, count])).toEqual([
      ['top', 25],
      ['bag', 10],
    ]);
  });

  it('are no error of a manifest without any, unless they are asked for', async () => {
    await writeFile(
      at('poses.jsonl'),
      manifest(() => ({ outfit: null })),
    );
    const sets = { manifest: at('poses.jsonl') };
    await expect(control('real', sets)).rejects.toThrow(/none of its 30 lines has an outfit/);
    const scores = chooseControlScores(['pck', 'outfit']);
    const result = await control('real', sets, { scores, ifAskedFor: true });
    expect(result.scores.map(({ id }) => id)).toEqual(['pck']);
    expect(result.provenance.outfits).toBeNull();
  });
});

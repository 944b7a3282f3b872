import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFileSchema } from '../../../src/config/run-file.js';
import type { Point, RunResult } from '../../../src/config/run-result.js';
import { keypointNames } from '../../../src/conditions/pose.js';
import type { GeneratedShot, RunMedia } from '../../../src/reports/run/run-media.js';
import { collectRunMedia } from '../../../src/suite/results/run-media.js';
import {
  aComparison,
  aControl,
  aControlScore,
  anEstimate,
  aPoint,
  aRunResult,
  aScore,
} from '../../config/run-result-builder.js';

const COUNT = 5;
const ids = Array.from({ length: COUNT }, (_, i) => `${i}.png`);
const pose = keypointNames.map((_, i): [number, number, number] => [i, 2 * i, 2]);

let folder: string;

/** A picture with noise, so that its size matters to its bytes. */
async function picture(path: string, seed: number): Promise<void> {
  const data = Uint8Array.from({ length: 40 * 60 * 3 }, (_, i) => (i * i * (seed + 7)) % 251);
  await sharp(data, { raw: { width: 40, height: 60, channels: 3 } })
    .png()
    .toFile(path);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-media-'));
  const sets = ['real', 'articles', 'samples/half', 'samples/full', 'samples/plain'];
  for (const [number, set] of sets.entries()) {
    await mkdir(join(folder, set), { recursive: true });
    for (const [i, id] of ids.entries()) await picture(join(folder, set, id), COUNT * number + i);
  }
  const lines = ids.map((file, i) => ({
    ...{ file, width: 80, height: 120, pose, labels: { class: 'dress' } },
    outfit: { top: `../articles/${i}.png`, shoes: null },
  }));
  const manifest = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
  await writeFile(join(folder, 'real/manifest.jsonl'), manifest(lines));
  const samples = ids.map((file, seed) => ({ file, condition: file, seed }));
  for (const set of ['half', 'full'])
    await writeFile(join(folder, 'samples', set, 'manifest.jsonl'), manifest(samples));
});

afterAll(() => rm(folder, { recursive: true }));

function aRun(changes: Partial<RunResult> = {}): RunResult {
  const images = ids.map((id, i) => ({
    ...{ id, condition: id, joints: null, scores: { pck: i / 10 }, slots: { top: { 'retrieval-1': i % 2 } } },
  }));
  const score = aControlScore('pck', 'pose', anEstimate(0.5));
  const ceiling = { ...aControl([]).generated, status: 'ok' as const, location: 'real' };
  const listed = [{ generated: '3.png', real: '1.png', distance: 0.25 }];
  const quality = aComparison([aScore('authenticity', 1, { pairs: listed, outliers: listed })]);
  const dressed = (name: string, psi: number): Point =>
    aPoint('dressed', {
      id: `dressed[psi=${psi}]`,
      swept: { knob: 'psi', value: psi },
      samples: {
        ...{ location: `samples/${name}`, count: COUNT, seed: 0 },
        conditions: { manifest: 'real/manifest.jsonl', sha256: 'd'.repeat(64) },
      },
      control: aControl([score], { images, ceiling }),
      quality,
    });
  return aRunResult({
    configuration: runFileSchema.parse({
      real: 'real',
      seed: 5,
      generators: ['dressed', 'plain'].map((name) => ({ name, source: name })),
    }),
    points: [
      dressed('half', 0.5),
      dressed('full', 1),
      aPoint('plain', {
        kind: 'unconditional',
        samples: { location: 'samples/plain', count: COUNT, seed: 0, conditions: null },
        control: null,
      }),
    ],
    ...changes,
  });
}

const gallery = (media: RunMedia, id: string): readonly GeneratedShot[] =>
  media.galleries.find((each) => each.id === id)!.shots;

describe('collectRunMedia', () => {
  it('chooses by rule, and finds what each image was asked to show', async () => {
    const media = await collectRunMedia(aRun(), folder);
    expect(media.galleries.map(({ id }) => id)).toEqual(['worst-pose', 'worst-quality', 'random']);
    const worst = gallery(media, 'worst-pose').filter(({ point }) => point === 'dressed[psi=1]');
    expect(worst.map(({ id }) => id)).toEqual(ids);
    const { seed, asked } = worst[2]!;
    expect(seed).toBe(2);
    expect(asked).toMatchObject({
      condition: '2.png',
      size: { widthPx: 80, heightPx: 120 },
      labels: { class: 'dress' },
      real: { id: '2.png' },
      articles: [
        { slot: 'top', article: { id: '2' } },
        { slot: 'shoes', article: null },
      ],
    });
    expect(asked!.pose![3]).toEqual({ x: 3, y: 6, visible: true });
    expect(gallery(media, 'random').find(({ point }) => point === 'plain')!.asked).toBeNull();
    expect(media.notes).toEqual([]);
  });

  it('shows main points first', async () => {
    const run = aRun();
    const [half, ...others] = run.points;
    const media = await collectRunMedia({ ...run, points: [{ ...half!, main: false }, ...others] }, folder);
    const order = [...new Set(gallery(media, 'random').map(({ point }) => point))];
    expect(order).toEqual(['dressed[psi=1]', 'plain', 'dressed[psi=0.5]']);
  });

  it('holds each picture once: those of three sets of samples, of the real images and of the articles', async () => {
    const { pictures } = await collectRunMedia(aRun(), folder);
    expect(pictures).toHaveLength(5 * COUNT);
    expect(new Set(pictures.map(({ dataUri }) => dataUri)).size).toBe(5 * COUNT);
    expect(pictures[0]).toMatchObject({ widthPx: 40, heightPx: 60 });
  });

  it('lines up images of the same id along a sweep, and the pairs of the memorisation metric', async () => {
    const { sweeps, nearest } = await collectRunMedia(aRun(), folder);
    expect(sweeps).toHaveLength(1);
    expect(sweeps[0]).toMatchObject({ generator: 'dressed', knob: 'psi', values: [0.5, 1] });
    expect(sweeps[0]!.rows).toHaveLength(COUNT);
    for (const [half, full] of sweeps[0]!.rows) {
      expect([half!.point, full!.point]).toEqual(['dressed[psi=0.5]', 'dressed[psi=1]']);
      expect(full!.id).toBe(half!.id);
    }
    expect(nearest.map(({ point }) => point)).toEqual(['dressed[psi=0.5]', 'dressed[psi=1]']);
    expect(nearest[0]!.pairs[0]).toMatchObject({
      generated: { id: '3.png' },
      real: { id: '1.png' },
      distance: 0.25,
    });
  });

  it('keeps to the budget: pictures are shrunk, and what still does not fit is said to be left out', async () => {
    const size = ({ pictures }: RunMedia) => pictures.reduce((sum, { dataUri }) => sum + dataUri.length, 0);
    const all = await collectRunMedia(aRun(), folder);
    const tight = Math.floor(size(all) / 4);
    const small = await collectRunMedia(aRun(), folder, tight);
    expect(size(small)).toBeLessThanOrEqual(tight);
    expect(small.pictures.length).toBeGreaterThan(0);
    const missing = gallery(small, 'random').flatMap(({ likeness }) =>
      'missing' in likeness ? [likeness.missing] : [],
    );
    expect(missing).toContain('left out: the report has no room for more');
  });

  it('does without images that are gone or damaged, and says so', async () => {
    const run = aRun();
    const [half, full, plain] = run.points;
    const moved = { ...plain!, samples: { ...plain!.samples, location: 'samples/gone' } };
    const media = await collectRunMedia({ ...run, points: [half!, full!, moved] }, folder);
    expect(media.notes).toHaveLength(1);
    expect(media.notes[0]).toMatch(/^Not shown: .*samples\/gone: cannot be opened/);
    expect(gallery(media, 'random').some(({ point }) => point === 'plain')).toBe(false);

    await writeFile(join(folder, 'samples/plain/4.png'), 'no picture');
    const damaged = await collectRunMedia(aRun(), folder);
    const shot = gallery(damaged, 'random').find(({ point, id }) => point === 'plain' && id === '4.png');
    expect(shot!.likeness).toEqual({
      missing: expect.stringContaining('4.png: cannot be decoded') as string,
    });
  });

  it('says what it takes to rank images by quality', async () => {
    const [, , plain] = aRun().points;
    const media = await collectRunMedia(aRun({ points: [plain!] }), folder);
    expect(media.galleries.map(({ id }) => id)).toEqual(['random']);
    expect(media.notes).toEqual([expect.stringContaining('takes the metric memorisation')]);
  });
});

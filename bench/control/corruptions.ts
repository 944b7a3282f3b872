/**
 * Does known harm to drawn mannequins and prints, as Markdown, what each control score makes of it.
 *
 *   node --import tsx bench/control/corruptions.ts [COUNT] [CORRUPTION...]
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corruptions, drawCorrupted, victims, type Corruption } from '../../fixtures/mannequins/corrupt.js';
import { drawSet, fileName } from '../../fixtures/mannequins/draw-set.js';
import { mannequin } from '../../fixtures/mannequins/mannequin.js';
import { writeManifest } from '../../fixtures/mannequins/write-manifest.js';
import type { ControlResult } from '../../src/config/control-result.js';
import type { ControlEstimate } from '../../src/config/estimate.js';
import { featuresFolder } from '../../src/models/cache.js';
import { chooseControlScores } from '../../src/suite/control/choose-control-scores.js';
import { evaluateControl } from '../../src/suite/control/evaluate-control.js';

const [countText = '60', ...wanted] = process.argv.slice(2);
const count = Number(countText);
const HEIGHT_PX = 256;
const FIRST_SEED = 5000;

/** Scores of the table: normalised control, or the score itself where there is none. */
const columns = [
  ['pck', 'control'],
  ['akd', 'score'],
  ['retrieval-1', 'control'],
  ['article-similarity', 'control'],
  ['palette-distance', 'control'],
  ['patch-distance', 'control'],
  ['presence-precision', 'score'],
  ['presence-recall', 'score'],
  ['false-garments', 'score'],
] as const;

const folder = await mkdtemp(join(tmpdir(), 'gan-eval-corruptions-'));
const set = { kind: 'reference', count, firstSeed: FIRST_SEED, heightPx: HEIGHT_PX } as const;
const real = join(folder, 'real');
await drawSet(real, set);
await writeManifest(real, set);
const figures = victims(Array.from({ length: count }, (_, i) => mannequin(FIRST_SEED + i)));

async function measure(corruption: Corruption, amount: number): Promise<ControlResult> {
  const images = join(folder, 'generated');
  await rm(images, { recursive: true, force: true });
  await mkdir(images, { recursive: true });
  for (const [i, victim] of figures.entries()) {
    const { picture } = await drawCorrupted(corruption, victim, amount, HEIGHT_PX);
    await writeFile(join(images, fileName(i)), picture);
  }
  return evaluateControl(
    { manifest: real, images, real },
    {
      ...{ pose: 'movenet-thunder', features: 'inception-v3-nsfwjs', engine: { name: 'onnxruntime' } },
      scores: chooseControlScores(columns.map(([id]) => id)),
      ...{
        ifAskedFor: false,
        joint: false,
        seed: 0,
        resamples: 0,
        onError: 'fail',
        cacheFolder: featuresFolder(),
      },
    },
  );
}

const cell = (estimate: ControlEstimate): string =>
  estimate.status === 'ok' ? estimate.value.toFixed(2) : '–';

const row = (what: string, { scores }: ControlResult): string => {
  const values = columns.map(([id, of]) => cell(scores.find((score) => score.id === id)![of]));
  return `| ${[what, ...values].join(' | ')} |`;
};

try {
  console.log(`| what was done | ${columns.map(([id]) => id).join(' | ')} |`);
  console.log(`| --- | ${columns.map(() => '---').join(' | ')} |`);
  console.log(row('nothing: drawn again', await measure({ what: '', unit: '', amounts: [] }, 0)));
  for (const [name, corruption] of Object.entries<Corruption>(corruptions)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const amount of corruption.amounts) {
      const result = await measure(corruption, amount);
      console.log(row(`${corruption.what}, ${amount} ${corruption.unit}`, result));
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

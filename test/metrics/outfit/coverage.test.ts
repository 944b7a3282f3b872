import { expect, it } from 'vitest';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { controlScore } from '../../../src/metrics/control/control-score.js';
import type { Estimate } from '../../../src/metrics/control/estimate.js';
import { measureControl } from '../../../src/metrics/control/measured-control.js';
import type { Article, OutfitPair, OutfitSample } from '../../../src/metrics/outfit/outfit-sample.js';
import { retrieval } from '../../../src/metrics/outfit/retrieval.js';
import { shuffledOutfits } from '../../../src/metrics/outfit/shuffled-outfits.js';

/** Articles at right angles: what is shown is always told. */
const articles = Array.from({ length: 12 }, (_, i): Article => ({
  id: `article-${i}`,
  embedding: Float32Array.from({ length: 12 }, (_, axis) => Number(axis === i)),
  palette: [],
  patches: new Float32Array(),
  patchWidth: 0,
}));
const OBEYS = { easy: 0.9, hard: 0.3 };

function draw(random: Mt19937, conditions: number, seeds: number): OutfitSample {
  const any = () => articles[random.integer(0, articles.length)]!;
  const pairs = Array.from({ length: conditions }, (_, c) => {
    const asked = any();
    const obeys = random.random() < 0.5 ? OBEYS.easy : OBEYS.hard;
    return Array.from({ length: seeds }, (_, s): OutfitPair => ({
      id: `${c}-${s}`,
      slot: 'top',
      condition: `${c}`,
      asked,
      own: asked.id,
      seen: random.random() < obeys ? asked : any(),
      worn: 1,
    }));
  });
  return { seenBy: 'describer', pairs: pairs.flat(), galleries: new Map([['top', articles]]) };
}

function holds(estimate: Estimate, value: number): boolean {
  if (estimate.status === 'undefined' || estimate.interval.status === 'undefined') return false;
  return estimate.interval.low <= value && value <= estimate.interval.high;
}

it('gives R@1, its floor and normalised control intervals that hold the true values', () => {
  const chance = 1 / articles.length;
  const obeys = (OBEYS.easy + OBEYS.hard) / 2;
  // An image that obeys never shows the other article that it is exchanged for.
  const truth = { score: obeys + (1 - obeys) * chance, floor: (1 - obeys) * chance, control: 0 };
  truth.control = (truth.score - truth.floor) / (1 - truth.floor);
  const random = new Mt19937(7);
  const held = { score: 0, floor: 0, control: 0 };
  const repetitions = 80;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const sample = draw(random, 20, 2);
    const floor = shuffledOutfits(sample, { seed: repetition });
    const own = { ...sample, pairs: sample.pairs.map((pair) => ({ ...pair, seen: pair.asked! })) };
    const all = measureControl(retrieval(1), { generated: sample, floor, ceiling: own }, { centre: false });
    const scores = controlScore(all, { resamples: 150, seed: repetition });
    for (const name of ['score', 'floor', 'control'] as const) {
      held[name] += Number(holds(scores[name], truth[name])) / repetitions;
    }
  }
  expect(held.score).toBeGreaterThanOrEqual(0.9);
  expect(held.score).toBeLessThanOrEqual(0.99);
  expect(held.control).toBeGreaterThanOrEqual(0.9);
  // A pair of conditions is resampled by both, so that the floor's own interval is on the wide side.
  expect(held.floor).toBeGreaterThanOrEqual(0.85);
});

import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { controlOfPart } from '../../../src/metrics/control/control-of-part.js';
import { controlScore } from '../../../src/metrics/control/control-score.js';
import type { Estimate } from '../../../src/metrics/control/estimate.js';
import { measureControl, type ControlSamples } from '../../../src/metrics/control/measured-control.js';
import type { OutfitSample } from '../../../src/metrics/outfit/outfit-sample.js';
import { outfitScores } from '../../../src/metrics/outfit/registry.js';
import { shuffledOutfits } from '../../../src/metrics/outfit/shuffled-outfits.js';
import { someSample, wardrobe } from './outfit-cases.js';

const SIZE = { conditions: 250, seeds: 1 };
const noResampling = { resamples: 0, seed: 0 };
const real = someSample(new Mt19937(1), SIZE);
const compared = outfitScores.filter(({ comparesTargets }) => comparesTargets);

/** Images of the conditions of the real ones, with the same wardrobe, as the random numbers begin alike; beside their floor. */
function withFloor(obeys: number | Record<string, number>) {
  const generated = someSample(new Mt19937(1), { ...SIZE, obeys });
  return { generated, floor: shuffledOutfits(generated, { seed: 5, rounds: 5 }), ceiling: real };
}

const samples = {
  obedient: withFloor(1),
  half: withFloor(0.5),
  ignorant: withFloor(0),
  bagOnly: withFloor({ top: 0, bag: 1, headwear: 0 }),
};

function valueOf(estimate: Estimate): number {
  if (estimate.status === 'undefined') throw new Error(estimate.reason);
  return estimate.value;
}

describe.each(compared.map((score) => [score.id, score] as const))('normalised control by %s', (_, score) => {
  const control = (given: ControlSamples<OutfitSample>) =>
    valueOf(controlScore(measureControl(score, given), noResampling).control);

  it('is 1 of images that are as real ones', () => {
    expect(control(samples.obedient)).toBe(1);
  });

  it('is about 0 of images that know nothing of their conditions', () => {
    expect(Math.abs(control(samples.ignorant))).toBeLessThan(0.1);
  });

  it('is about the share of images that obey', () => {
    expect(Math.abs(control(samples.half) - 0.5)).toBeLessThan(0.15);
  });

  it('is each slot’s own', () => {
    const all = measureControl(score, samples.bagOnly);
    const scored = wardrobe.flatMap(({ slot }) => {
      const { control: own } = controlScore(controlOfPart(all, slot), noResampling);
      return own.status === 'ok' ? [[slot, own.value] as const] : [];
    });
    expect(scored.length).toBeGreaterThan(0);
    for (const [slot, value] of scored) {
      expect(Math.abs(value - (slot === 'bag' ? 1 : 0))).toBeLessThan(0.2);
    }
  });
});

it('is not defined by a score that does not look at what was asked for', () => {
  const unseen = outfitScores.find(({ comparesTargets }) => !comparesTargets)!;
  expect(controlScore(measureControl(unseen, samples.half), noResampling).control.status).toBe('undefined');
});

import { describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../../../src/errors.js';
import type { RgbImage } from '../../../src/images/image.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { controlScore } from '../../../src/metrics/control/control-score.js';
import type { NotScored } from '../../../src/metrics/control/definition.js';
import { exchangedConditions } from '../../../src/metrics/control/exchanged-conditions.js';
import { measureControl } from '../../../src/metrics/control/measured-control.js';
import { outfitScores } from '../../../src/metrics/outfit/registry.js';
import { compareImages } from '../../../src/metrics/paired/compare-images.js';
import type { PairedScore } from '../../../src/metrics/paired/definition.js';
import { noPairedCeiling, type PairedSample } from '../../../src/metrics/paired/paired-sample.js';
import { pairedScores } from '../../../src/metrics/paired/registry.js';
import { poseScores } from '../../../src/metrics/pose/registry.js';
import { metrics } from '../../../src/metrics/registry.js';
import { imageOf, madeImages } from './made-images.js';

const SIZE = 24;
const mask = Uint8Array.from({ length: SIZE * SIZE }, (_, i) => Number(i % SIZE > SIZE / 3));
const random = new Mt19937(1);
const real: ReadonlyMap<string, RgbImage> = new Map(
  Array.from({ length: 15 }, (_, c) => {
    const made = { width: SIZE, height: SIZE, seed: random.integer(0, 1000), noise: 200, flip: c % 2 === 0 };
    return [`c${c}`, madeImages(made)[1]] as const;
  }),
);

/** The real images with noise, two for each condition. */
function generated(noise: number): ReadonlyMap<string, RgbImage> {
  const grain = new Mt19937(2);
  return new Map(
    [...real].flatMap(([condition, image]) =>
      [0, 1].map((seed) => {
        const data = Uint8ClampedArray.from(image.data, (value) => value + noise * grain.normal());
        return [`${condition}-${seed}`, imageOf(SIZE, SIZE, Uint8Array.from(data))] as const;
      }),
    ),
  );
}

function sampleOf(
  images: ReadonlyMap<string, RgbImage>,
  exchange?: ReadonlyMap<string, string>,
): PairedSample {
  return {
    comparedAt: `${SIZE} x ${SIZE} px`,
    pairs: Array.from(images, ([id, image]) => {
      const condition = id.split('-')[0]!;
      const targetCondition = exchange?.get(condition);
      const target = real.get(targetCondition ?? condition)!;
      return { id, condition, targetCondition, values: compareImages(image, target, mask) };
    }),
  };
}

function floorOf(images: ReadonlyMap<string, RgbImage>): PairedSample | NotScored {
  const asks = new Map([...real.keys()].map((condition) => [condition, condition]));
  const exchanges = exchangedConditions(asks, 'image', { seed: 0, rounds: 2 });
  if ('reason' in exchanges) return exchanges;
  const rounds = exchanges.map((exchange) => sampleOf(images, exchange));
  return { ...rounds[0]!, pairs: rounds.flatMap(({ pairs }) => pairs) };
}

function scoreOf(score: PairedScore, sample: PairedSample): number {
  const { images, score: valueOf } = score.measure(sample, {});
  return valueOf(new Float64Array(images.length).fill(1))!;
}

const noisy = generated(12);
const sample = sampleOf(noisy);

it('has no two scores of one name', () => {
  const all = [...pairedScores, ...outfitScores, ...poseScores, ...metrics.flatMap(({ scores }) => scores)];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

/** The contract that every paired score keeps. */
describe.each(pairedScores.map((score) => [score.id, score] as const))('%s', (id, score) => {
  it('says what it is', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(score.summary).toMatch(/\.$/);
    expect(score.seenBy(sample)).toBe('24 x 24 px');
  });

  it('is the mean of the images’ own values, in any order', () => {
    const measured = score.measure(sample, {});
    const values = measured.images.map(({ value }) => Number(value));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(scoreOf(score, sample)).toBeCloseTo(mean, 12);
    const reversed = score.measure({ ...sample, pairs: sample.pairs.toReversed() }, {});
    expect(reversed.images).toEqual(measured.images);
    expect(measured.score(new Float64Array(values.length))).toBeUndefined();
  });

  it('gets worse with noise', () => {
    const values = [2, 5, 10, 20, 40, 80].map((noise) => scoreOf(score, sampleOf(generated(noise))));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(values.length);
  });

  it('stands beside its floor, and has no ceiling', () => {
    const measured = measureControl(score, {
      generated: sample,
      floor: floorOf(noisy),
      ceiling: noPairedCeiling,
    });
    const { score: value, floor, ceiling, control } = controlScore(measured, { resamples: 200, seed: 0 });
    if (value.status !== 'ok' || floor.status !== 'ok') throw new Error('Expected a score and a floor.');
    expect(floor.value).toBeLessThan(value.value - 0.1);
    expect(value.interval.status).toBe('ok');
    expect(ceiling).toEqual({ status: 'undefined', ...noPairedCeiling });
    expect(control).toEqual(ceiling);
  });

  it('counts what cannot be compared', () => {
    const gone = { id: 'gone', condition: 'c0', values: { reason: 'there is no real image' } };
    const measured = score.measure({ ...sample, pairs: [...sample.pairs, gone] }, {});
    expect(measured.images.at(-1)!.value).toEqual({ reason: 'there is no real image' });
    expect(measured.score(new Float64Array(measured.images.length).fill(1))).toBe(scoreOf(score, sample));
  });

  it('refuses no pairs, one twice, what is no number, and options that it does not have', () => {
    const [first] = sample.pairs;
    const wrong = { ssim: NaN, maskedSsim: NaN, psnr: Infinity };
    for (const pairs of [[], [first!, first!], [{ ...first!, values: wrong }]]) {
      expect(() => score.measure({ ...sample, pairs }, {})).toThrow(InputError);
    }
    expect(() => score.measure(sample, { wrong: 1 })).toThrow(UsageError);
  });
});

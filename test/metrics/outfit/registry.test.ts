import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import type { OutfitSample } from '../../../src/metrics/outfit/outfit-sample.js';
import { outfitScores } from '../../../src/metrics/outfit/registry.js';
import { shuffledOutfits } from '../../../src/metrics/outfit/shuffled-outfits.js';
import { poseScores } from '../../../src/metrics/pose/registry.js';
import { metrics } from '../../../src/metrics/registry.js';
import { naiveScores } from './naive-scores.js';
import { corrupted, once, scoreOf, someSample, wardrobe } from './outfit-cases.js';

const sample = someSample(new Mt19937(1), { obeys: 0.7, error: 0.2, missing: 0.1 });
const flawless = someSample(new Mt19937(2), { error: 0 });

function floorOf(given: OutfitSample, rounds = 3): OutfitSample {
  const floor = shuffledOutfits(given, { seed: 3, rounds });
  if ('reason' in floor) throw new Error(floor.reason);
  return floor;
}

it('has no two scores of one name, among pose scores and metrics either', () => {
  const all = [...outfitScores, ...poseScores, ...metrics.flatMap(({ scores }) => scores)];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

/** The contract that every outfit score keeps. */
describe.each(outfitScores.map((score) => [score.id, score] as const))('%s', (id, score) => {
  const best = score.direction === 'lower' ? 0 : 1;
  const uncentred = id.startsWith('retrieval') ? { centre: false } : {};

  it('says what it is', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(score.title).not.toBe('');
    expect(score.summary).toMatch(/\.$/);
    expect(score.source).not.toBe('');
    expect(score.seenBy(sample)).toBe('describer');
  });

  it('equals its definition read naively', () => {
    const size = fc.record({
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      obeys: fc.double({ min: 0, max: 1, noNaN: true }),
      missing: fc.double({ min: 0, max: 0.3, noNaN: true }),
    });
    fc.assert(
      fc.property(size, ({ seed, obeys, missing }) => {
        const drawn = someSample(new Mt19937(seed), {
          conditions: 36,
          seeds: 1,
          obeys,
          error: 0.3,
          missing,
        });
        const asks = drawn.pairs.filter(({ slot }) => slot !== 'top').map(({ asked }) => asked !== null);
        fc.pre(asks.includes(true) && asks.includes(false));
        for (const given of [drawn, floorOf(drawn, 2)]) {
          const naive = naiveScores[id]!(given);
          fc.pre(Number.isFinite(naive));
          expect(scoreOf(score, given)).toBeCloseTo(naive, 6);
        }
      }),
      { numRuns: 4 },
    );
  });

  it.each([
    ['of generated images', sample],
    ['of exchanged outfits', floorOf(sample)],
  ])('is within its range, with entries of slots of images: %s', (_, given) => {
    const { images, parts, leftOut } = score.measure(given, {});
    const value = scoreOf(score, given);
    expect(value).toBeGreaterThanOrEqual(score.range[0]);
    expect(value).toBeLessThanOrEqual(score.range[1]);
    // What the score is not about, such as slots to be empty, has no entry.
    const known = new Set(
      given.pairs.map(({ id, slot, targetCondition }) => [id, slot, targetCondition].join()),
    );
    for (const { id, part, conditions } of images) expect(known).toContain([id, part, conditions[1]].join());
    expect([...parts, ...leftOut].map(({ part }) => part).sort()).toEqual(
      wardrobe.map(({ slot }) => slot).sort(),
    );
    for (const { part, count, value: ofPart } of parts) {
      const own = images.filter((image) => image.part === part && typeof image.value === 'number');
      const sum = own.reduce((total, image) => total + Number(image.value), 0);
      expect(count).toBe(own.length);
      expect(ofPart).toBeCloseTo(sum / count, 12);
    }
  });

  it('does not change a bit with the order of pairs and articles', () => {
    const shuffled = <Item>(items: readonly Item[]) =>
      Array.from(new Mt19937(3).permutation(items.length), (i) => items[i]!);
    const other = {
      ...sample,
      pairs: shuffled(sample.pairs),
      galleries: new Map([...sample.galleries].reverse().map(([slot, all]) => [slot, shuffled(all)])),
    };
    const [a, b] = [score.measure(sample, {}), score.measure(other, {})];
    expect(b.images).toEqual(a.images);
    expect(b.parts).toEqual(a.parts);
    expect(b.details).toEqual(a.details);
    expect(scoreOf(score, other)).toBe(scoreOf(score, sample));
  });

  it('takes a weight for so many copies', () => {
    const random = new Mt19937(4);
    const measured = score.measure(sample, uncentred);
    const weights = once(measured.images.length).map(() => random.integer(0, 4));
    const pairs = new Map(sample.pairs.map((pair) => [JSON.stringify([pair.id, pair.slot]), pair]));
    const copies = measured.images.flatMap(({ id: image, part }, i) =>
      Array.from({ length: weights[i]! }, (_, copy) => ({
        ...pairs.get(JSON.stringify([image, part]))!,
        id: `${image}#${copy}`,
      })),
    );
    expect(scoreOf(score, { ...sample, pairs: copies }, uncentred)).toBeCloseTo(measured.score(weights)!, 12);
  });

  it('is the same of everything twice', () => {
    const twice = sample.pairs.flatMap((pair) => [pair, { ...pair, id: `${pair.id}#2` }]);
    expect(scoreOf(score, { ...sample, pairs: twice })).toBeCloseTo(scoreOf(score, sample), 12);
  });

  it('is not defined if nothing weighs anything', () => {
    const measured = score.measure(sample, {});
    expect(measured.score(new Float64Array(measured.images.length))).toBeUndefined();
  });

  it('is the best there is where everything is worn as asked', () => {
    expect(scoreOf(score, flawless)).toBeCloseTo(best, 5);
  });

  it('gets worse the more images show what others were asked for, or does not look at it', () => {
    const sign = score.direction === 'lower' ? 1 : -1;
    const losses = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
      (share) => sign * scoreOf(score, corrupted(flawless, share)),
    );
    losses.slice(1).forEach((loss, i) => {
      expect(loss).toBeGreaterThanOrEqual(losses[i]! - 1e-9);
    });
    expect(losses.at(-1)! > losses[0]! + 0.1).toBe(score.comparesTargets);
  });

  it('has a curve that meets the score, if any', () => {
    const threshold = { 'retrieval-1': 1, 'retrieval-5': 5 }[id] ?? 0.5;
    const curve = score.measure(sample, {}).curve();
    if (curve.length === 0) return;
    expect(curve.find((point) => point.threshold === threshold)?.value).toBe(scoreOf(score, sample));
  });

  it('has an options schema with defaults, and refuses options that it does not have', () => {
    expect(score.options.safeParse({}).success).toBe(true);
    expect(() => score.measure(sample, { wrong: 1 })).toThrow(UsageError);
  });
});

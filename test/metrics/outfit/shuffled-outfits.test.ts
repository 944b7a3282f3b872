import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import type { NotScored } from '../../../src/metrics/control/definition.js';
import type { OutfitSample } from '../../../src/metrics/outfit/outfit-sample.js';
import { shuffledOutfits } from '../../../src/metrics/outfit/shuffled-outfits.js';
import { someSample, wardrobe } from './outfit-cases.js';

const sample = someSample(new Mt19937(1), { conditions: 12, seeds: 3 });

function pairsOf(shuffled: OutfitSample | NotScored) {
  if ('reason' in shuffled) throw new Error(shuffled.reason);
  return shuffled.pairs;
}

describe('shuffledOutfits', () => {
  it('exchanges whole outfits, and leaves all else as it is', () => {
    const pairs = pairsOf(shuffledOutfits(sample, { seed: 1, rounds: 5 }));
    expect(pairs).toHaveLength(5 * sample.pairs.length);
    const asks = new Map(sample.pairs.map((pair) => [`${pair.condition} ${pair.slot}`, pair.asked]));
    const images = new Map(sample.pairs.map((pair) => [`${pair.id} ${pair.slot}`, pair]));
    for (const { targetCondition, asked, ...pair } of pairs) {
      expect(targetCondition).not.toBe(pair.condition);
      expect(asked).toBe(asks.get(`${targetCondition!} ${pair.slot}`));
      expect({ ...images.get(`${pair.id} ${pair.slot}`), asked: undefined }).toEqual({
        ...pair,
        asked: undefined,
      });
    }
    for (const { id } of sample.pairs) {
      const targets = new Map<string, number>();
      for (const pair of pairs.filter((each) => each.id === id)) {
        targets.set(pair.targetCondition!, (targets.get(pair.targetCondition!) ?? 0) + 1);
      }
      expect([...targets.values()]).toEqual(Array.from({ length: 5 }, () => wardrobe.length));
    }
  });

  it('does not depend on the order of the pairs, but on the seed', () => {
    const key = (given: OutfitSample, seed: number) =>
      pairsOf(shuffledOutfits(given, { seed }))
        .map(({ id, slot, targetCondition }) => `${id} ${slot} ${targetCondition!}`)
        .sort();
    expect(key({ ...sample, pairs: sample.pairs.toReversed() }, 4)).toEqual(key(sample, 4));
    expect(key(sample, 5)).not.toEqual(key(sample, 4));
  });

  it('has no pair where the other condition says nothing of the slot', () => {
    const pairs = sample.pairs.filter(({ condition, slot }) => condition !== 'c3' || slot !== 'bag');
    const shuffled = pairsOf(shuffledOutfits({ ...sample, pairs }, { seed: 1 }));
    const given = shuffled.filter(({ targetCondition }) => targetCondition === 'c3');
    expect(new Set(given.map(({ slot }) => slot))).toEqual(new Set(['top', 'headwear']));
  });

  it('says why there is no floor', () => {
    const one = { ...sample, pairs: sample.pairs.filter(({ condition }) => condition === 'c0') };
    expect(shuffledOutfits(one, { seed: 0 })).toEqual({
      reason:
        'no floor: of 1 condition(s), 1 ask for the same outfit; shuffling needs at least as many that ask for others',
    });
    const apart = sample.pairs.filter(({ condition, slot }) =>
      condition === 'c0' ? slot === 'top' : condition === 'c1' && slot === 'bag',
    );
    expect(shuffledOutfits({ ...sample, pairs: apart }, { seed: 0 })).toEqual({
      reason: 'no floor: conditions that were exchanged have no slot in common',
    });
  });

  it('takes conditions that ask for the same articles for one', () => {
    const { asked, own } = sample.pairs[0]!;
    const top = sample.pairs
      .filter(({ slot }) => slot === 'top')
      .map((pair) => (['c0', 'c1', 'c2'].includes(pair.condition) ? { ...pair, asked, own } : pair));
    for (let seed = 0; seed < 10; seed++) {
      for (const pair of pairsOf(shuffledOutfits({ ...sample, pairs: top }, { seed }))) {
        expect(pair.asked?.id).not.toBe(pair.own);
      }
    }
  });

  it('refuses images of one condition that are asked for different articles', () => {
    const [first, ...others] = sample.pairs;
    const article = sample.galleries.get('top')!.find(({ id }) => id !== first!.own)!;
    const wrong = { ...sample, pairs: [{ ...first!, asked: article, own: article.id }, ...others] };
    expect(() => shuffledOutfits(wrong, { seed: 0 })).toThrow(InputError);
    expect(() => shuffledOutfits(wrong, { seed: 0 })).toThrow('condition c0 asks for');
  });
});

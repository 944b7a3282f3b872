import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import type { NotScored } from '../../../src/metrics/control/definition.js';
import type { PoseSample } from '../../../src/metrics/pose/pose-sample.js';
import { shuffledSample } from '../../../src/metrics/pose/shuffled-sample.js';
import { sampleOfPairs, someSample, standingAt } from './pose-cases.js';

const sample = someSample(new Mt19937(1), { conditions: 12, seeds: 3 });

function pairsOf(shuffled: PoseSample | NotScored) {
  if ('reason' in shuffled) throw new Error(shuffled.reason);
  return shuffled.pairs;
}

describe('shuffledSample', () => {
  it('gives every image targets of other conditions, each time another', () => {
    const pairs = pairsOf(shuffledSample(sample, { seed: 1, rounds: 5 }));
    expect(pairs).toHaveLength(5 * sample.pairs.length);
    const targets = new Map(sample.pairs.map(({ condition, target }) => [condition, target]));
    for (const { condition, targetCondition, target } of pairs) {
      expect(targetCondition).not.toBe(condition);
      expect(target).toBe(targets.get(targetCondition!));
    }
    for (const { id } of sample.pairs) {
      const own = pairs.filter((pair) => pair.id === id);
      expect(new Set(own.map(({ targetCondition }) => targetCondition)).size).toBe(5);
    }
  });

  it('gives the images of a condition the same targets', () => {
    const pairs = pairsOf(shuffledSample(sample, { seed: 2, rounds: 1 }));
    const given = new Map(pairs.map(({ condition, targetCondition }) => [condition, targetCondition]));
    for (const { condition, targetCondition } of pairs) expect(given.get(condition)).toBe(targetCondition);
    expect([...given.values()].sort()).toEqual([...given.keys()].sort());
  });

  it('does not depend on the order of the images, but on the seed', () => {
    const key = (given: PoseSample, seed: number) =>
      pairsOf(shuffledSample(given, { seed }))
        .map(({ id, targetCondition }) => `${id} ${targetCondition!}`)
        .sort();
    const reversed = { ...sample, pairs: sample.pairs.toReversed() };
    expect(key(reversed, 4)).toEqual(key(sample, 4));
    expect(key(sample, 5)).not.toEqual(key(sample, 4));
  });

  it('takes conditions that ask for the same pose for one', () => {
    const pairs = [0, 0, 0, 300, 600, 900].map((dx, i) => ({
      id: `${i}`,
      condition: `${i}`,
      target: { pose: standingAt(dx) },
      predicted: null,
    }));
    for (let seed = 0; seed < 20; seed++) {
      for (const { condition, targetCondition } of pairsOf(shuffledSample(sampleOfPairs(pairs), { seed }))) {
        expect(Number(condition) < 3 && Number(targetCondition) < 3).toBe(false);
      }
    }
    expect(shuffledSample(sampleOfPairs(pairs.slice(0, 5)), { seed: 0 })).toEqual({
      reason:
        'no floor: of 5 condition(s), 3 ask for the same pose; shuffling needs at least as many that ask for others',
    });
  });

  it('is none of a single condition', () => {
    expect(shuffledSample(someSample(new Mt19937(1), { conditions: 1 }), { seed: 0 })).toHaveProperty(
      'reason',
    );
  });

  it('refuses images of one condition with different targets', () => {
    const [first, second, ...others] = sample.pairs;
    const wrong = [first!, { ...second!, target: { pose: standingAt() } }, ...others];
    expect(() => shuffledSample(sampleOfPairs(wrong), { seed: 0 })).toThrow(InputError);
    expect(() => shuffledSample(sampleOfPairs(wrong), { seed: 0 })).toThrow(
      'c0-s0.png and c0-s1.png have one condition, c0, but different targets',
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derangements } from '../../src/math/derangements.js';
import { Mt19937 } from '../../src/math/mt19937.js';

const own = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);

describe('derangements', () => {
  it('are permutations in which nobody gets its own group, and no two give one member the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 1000 }),
        (numbers, rounds, seed) => {
          const groups = numbers.map(String);
          const found = derangements(groups, rounds, new Mt19937(seed));
          for (const targets of found) {
            expect([...targets].sort((a, b) => a - b)).toEqual([...groups.keys()]);
            targets.forEach((target, i) => {
              expect(groups[target]).not.toBe(groups[i]);
            });
          }
          groups.forEach((_, i) => {
            expect(new Set(found.map((targets) => targets[i])).size).toBe(found.length);
          });
          const sizes = groups.map((group) => groups.filter((other) => other === group).length);
          const possible = Math.max(0, groups.length - 2 * Math.max(...sizes) + 1);
          expect(found).toHaveLength(Math.min(rounds, possible));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('differ by seed, and are the same for the same seed', () => {
    const of = (seed: number) => derangements(own(20), 2, new Mt19937(seed));
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('give everyone every other equally often', () => {
    const counts = new Float64Array(5);
    const tries = 4000;
    for (let seed = 0; seed < tries; seed++) {
      counts[derangements(own(5), 1, new Mt19937(seed))[0]![0]!]!++;
    }
    expect(counts[0]).toBe(0);
    // 1/4 each, known to 0.7%.
    for (const count of counts.subarray(1)) expect(Math.abs(count / tries - 0.25)).toBeLessThan(0.03);
  });

  it('are none where a group holds more than half, or there is nobody', () => {
    expect(derangements(['a', 'a', 'b'], 1, new Mt19937(0))).toEqual([]);
    expect(derangements(['a'], 1, new Mt19937(0))).toEqual([]);
    expect(derangements([], 1, new Mt19937(0))).toEqual([]);
    expect(derangements(['a', 'b'], 9, new Mt19937(0))).toHaveLength(1);
  });
});

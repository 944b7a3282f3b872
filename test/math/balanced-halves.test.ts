import { describe, expect, it } from 'vitest';
import { halfOf, replicatesFromHalves, SPLITS, splitsTogether } from '../../src/math/balanced-halves.js';
import { jackknifeInterval } from '../../src/math/jackknife.js';
import { Mt19937 } from '../../src/math/mt19937.js';

const GROUPS = Array.from({ length: 20 }, (_, group) => group);
const sign = (split: number, group: number): number => (halfOf(split, group) === 0 ? 1 : -1);

describe('the splits', () => {
  it('halve the groups, and any two of them share half of each half', () => {
    for (let a = 0; a < SPLITS; a++) {
      expect(GROUPS.reduce((sum, group) => sum + sign(a, group), 0)).toBe(0);
      for (let b = 0; b < a; b++) {
        expect(GROUPS.reduce((sum, group) => sum + sign(a, group) * sign(b, group), 0)).toBe(0);
      }
    }
  });

  it('put any two groups into the same half nine times, and say when', () => {
    for (const a of GROUPS) {
      for (const b of GROUPS) {
        const shared = Array.from({ length: SPLITS }, (_, split) => halfOf(split, a) === halfOf(split, b));
        expect(shared.filter(Boolean)).toHaveLength(a === b ? SPLITS : 9);
        shared.forEach((same, split) => {
          expect(((splitsTogether(a, b) >>> split) & 1) === 1).toBe(same);
        });
      }
    }
  });
});

describe('replicatesFromHalves', () => {
  const random = new Mt19937(6);

  it('gives the values without each group, for a mean', () => {
    const values = random.normals(20);
    const mean = values.reduce((sum, value) => sum + value, 0) / 20;
    const halves = new Float64Array(2 * SPLITS).map((_, i) => {
      const members = GROUPS.filter((group) => halfOf(Math.floor(i / 2), group) === i % 2);
      return members.reduce((sum, group) => sum + values[group]!, 0) / 10;
    });
    replicatesFromHalves(mean, halves).forEach((replicate, group) => {
      expect(replicate).toBeCloseTo((20 * mean - values[group]!) / 19, 13);
    });
  });

  it('has the variance of the halves: a quarter of their mean squared difference', () => {
    const halves = random.normals(2 * SPLITS);
    const { standardError } = jackknifeInterval(3, replicatesFromHalves(3, halves), { correctBias: false });
    let sum = 0;
    for (let split = 0; split < SPLITS; split++)
      sum += (halves[2 * split]! - halves[2 * split + 1]!) ** 2 / 4;
    expect(standardError).toBeCloseTo(Math.sqrt(sum / SPLITS), 13);
  });
});

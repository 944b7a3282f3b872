import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earthMoversDistance } from '../../src/math/earth-movers-distance.js';

const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 });
const someEarth = weights.filter((all) => all.some((weight) => weight > 0));

/** On a line, the distance is the area between the cumulative shares. */
function onALine(a: readonly number[], b: readonly number[]): number {
  const total = (all: readonly number[]) => all.reduce((sum, weight) => sum + weight, 0);
  let [ahead, moved] = [0, 0];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    ahead += (a[i] ?? 0) / total(a) - (b[i] ?? 0) / total(b);
    moved += Math.abs(ahead);
  }
  return moved;
}

describe('earthMoversDistance', () => {
  it('is the area between cumulative shares on a line', () => {
    fc.assert(
      fc.property(someEarth, someEarth, (a, b) => {
        const distance = earthMoversDistance(a, b, (i, j) => Math.abs(i - j));
        expect(distance).toBeCloseTo(onALine(a, b), 10);
      }),
    );
  });

  it('is the cheapest assignment where all shares are equal', () => {
    const costs = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(costs, (all) => {
        const cost = (i: number, j: number) => all[4 * i + j]!;
        const cheapest = Math.min(
          ...permutations([0, 1, 2, 3]).map((order) => order.reduce((sum, j, i) => sum + cost(i, j), 0)),
        );
        const equal = [1, 1, 1, 1];
        expect(earthMoversDistance(equal, equal, cost)).toBeCloseTo(cheapest / 4, 9);
      }),
    );
  });

  it.each([
    [[], [1]],
    [[0, 0], [1]],
    [[1], [2, -1]],
    [[1], [Number.NaN]],
  ])('refuses %j and %j', (a, b) => {
    expect(() => earthMoversDistance(a, b, () => 1)).toThrow(RangeError);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

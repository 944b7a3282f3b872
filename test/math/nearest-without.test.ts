import { describe, expect, it } from 'vitest';
import { jackknifeBalls } from '../../src/math/jackknife-balls.js';
import { nearestWithin } from '../../src/math/nearest-neighbours.js';
import { distanceToOthers, nearestWithout } from '../../src/math/nearest-without.js';
import { plainRowProducts } from '../../src/math/row-products.js';
import { normals } from '../metrics/samples.js';
import { sortedNeighbours } from './naive-neighbours.js';

const features = normals(1, 60, 3);
// Near points share a group, so that short lists hold one group alone.
const order = sortedNeighbours(features, 0, features).map(({ index }) => index);
const of = new Uint8Array(60);
order.forEach((index, rank) => {
  of[index] = Math.floor(rank / 15);
});
const groups = { of, count: 4 };

describe.each([
  ['long lists', 59],
  ['lists that end before the neighbour', 4],
])('%s', (_, length) => {
  it.each([1, 3])('give neighbour number %i outside each group', async (k) => {
    const lists = await nearestWithin(features, length, plainRowProducts);
    for (let i = 0; i < 60; i++) {
      for (let group = 0; group < 4; group++) {
        const expected = sortedNeighbours(features, i, features, i).filter(
          ({ index }) => of[index] !== group,
        )[k - 1]!;
        expect(nearestWithout(lists, i, groups, group, k, distanceToOthers(features, i))).toEqual(expected);
      }
    }
  });

  it('give the balls of all points and without each group', async () => {
    const k = 3;
    const lists = await nearestWithin(features, length, plainRowProducts);
    const balls = jackknifeBalls(features, lists, groups, k, true);
    for (let i = 0; i < 60; i++) {
      const others = sortedNeighbours(features, i, features, i);
      const without = Array.from({ length: 4 }, (_, group) => {
        const rest = others.filter(({ index }) => of[index] !== group);
        return rest[k - 1]!.squaredDistance;
      });
      expect(balls.inner[i]).toBe(others[k - 1]!.squaredDistance);
      expect(Array.from(balls.without.subarray(4 * i, 4 * i + 4))).toEqual(without);
      expect(balls.outer[i]).toBe(Math.max(...without));
    }
  });
});

it('refuses to name a neighbour that there is not', async () => {
  const lists = await nearestWithin(features, 4, plainRowProducts);
  expect(() => nearestWithout(lists, 0, groups, 0, 46, distanceToOthers(features, 0))).toThrow(RangeError);
});

import { describe, expect, it } from 'vitest';
import { halfOf, SPLITS } from '../../src/math/balanced-halves.js';
import { halfBalls } from '../../src/math/half-balls.js';
import { nearestWithin } from '../../src/math/nearest-neighbours.js';
import { distanceToOthers, nearestWhere } from '../../src/math/nearest-where.js';
import { plainRowProducts } from '../../src/math/row-products.js';
import { normals } from '../metrics/samples.js';
import { sortedNeighbours } from './naive-neighbours.js';

const COUNT = 60;
const features = normals(1, COUNT, 3);
// Near points share a group, so that short lists hold one group alone.
const order = sortedNeighbours(features, 0, features).map(({ index }) => index);
const groups = new Uint8Array(COUNT);
order.forEach((index, rank) => {
  groups[index] = Math.floor(rank / 3);
});

describe.each([
  ['long lists', COUNT - 1],
  ['lists that end before the neighbour', 4],
])('%s', (_, length) => {
  it.each([1, 3])('give neighbour number %i outside each group', async (k) => {
    const lists = await nearestWithin(features, length, plainRowProducts);
    for (let i = 0; i < COUNT; i++) {
      for (let group = 0; group < 20; group++) {
        const accepts = (index: number) => groups[index] !== group;
        const expected = sortedNeighbours(features, i, features, i).filter(({ index }) => accepts(index))[
          k - 1
        ]!;
        const candidates = { count: COUNT, accepts, distanceTo: distanceToOthers(features, i) };
        expect(nearestWhere(lists, i, k, candidates)).toEqual(expected);
      }
    }
  });

  it('give the balls of all points and within each half', async () => {
    const k = 3;
    const lists = await nearestWithin(features, length, plainRowProducts);
    const balls = halfBalls(features, lists, groups, k, true);
    for (let i = 0; i < COUNT; i++) {
      const others = sortedNeighbours(features, i, features, i);
      const within = Array.from({ length: SPLITS }, (_, split) => {
        const same = others.filter(
          ({ index }) => halfOf(split, groups[index]!) === halfOf(split, groups[i]!),
        );
        return same[k - 1]!.squaredDistance;
      });
      expect(balls.inner[i]).toBe(others[k - 1]!.squaredDistance);
      expect(Array.from(balls.within.subarray(SPLITS * i, SPLITS * (i + 1)))).toEqual(within);
      expect(balls.outer[i]).toBe(Math.max(...within));
    }
  });
});

it('refuses to name a neighbour that there is not', async () => {
  const lists = await nearestWithin(features, 4, plainRowProducts);
  const candidates = { count: COUNT, accepts: () => true, distanceTo: distanceToOthers(features, 0) };
  expect(() => nearestWhere(lists, 0, COUNT, candidates)).toThrow(RangeError);
});

import { describe, expect, it } from 'vitest';
import { BallMembers } from '../../src/math/ball-members.js';
import { countBallMembers } from '../../src/math/count-ball-members.js';
import { halfBalls } from '../../src/math/half-balls.js';
import { nearestWithin } from '../../src/math/nearest-neighbours.js';
import { plainRowProducts, type RowProducts } from '../../src/math/row-products.js';
import { normals } from '../metrics/samples.js';
import { distanceOf, sortedNeighbours } from './naive-neighbours.js';

/** Two clusters, so tight that float32 products say nothing of distances inside them. */
function clusters(seed: number, rows: number): ReturnType<typeof normals> {
  const features = normals(seed, rows, 3, 0, 0.1);
  const data = features.data.map((value, i) => value + 1e4 * (Math.floor(i / 3) % 2));
  return { ...features, data };
}

async function ballsAbout(
  features: ReturnType<typeof normals>,
  points: number,
  k: number,
  closed: boolean,
): Promise<BallMembers> {
  const lists = await nearestWithin(features, k, plainRowProducts);
  return new BallMembers(halfBalls(features, lists, undefined, k, closed), points, undefined);
}

describe('clusters too tight for float32', () => {
  const [a, b] = [clusters(1, 800), clusters(2, 700)];
  let float64Calls = 0;
  const products: RowProducts = {
    float32: (...rows) => plainRowProducts.float32(...rows),
    float64: (...rows) => (float64Calls++, plainRowProducts.float64(...rows)),
  };

  // Balls about a that stay in their cluster, or reach the other: those hold their cluster for sure, while balls about b are in doubt.
  it.each([2, 500])('are settled by a product in float64, each pair once, k = %i', async (k) => {
    const aboutA = await ballsAbout(a, b.rows, k, false);
    const aboutB = await ballsAbout(b, a.rows, 2, true);
    float64Calls = 0;
    await countBallMembers(a, b, { aboutA, aboutB }, products);
    expect(float64Calls).toBe(1);

    const radii = Array.from(
      { length: a.rows },
      (_, i) => sortedNeighbours(a, i, a, i)[k - 1]!.squaredDistance,
    );
    let inside = 0;
    const holding = new Set<number>();
    const covered = new Set<number>();
    radii.forEach((radius, i) => {
      for (let j = 0; j < b.rows; j++) {
        if (distanceOf(a, i, b, j) >= radius) continue;
        inside++;
        holding.add(i);
        covered.add(j);
      }
    });
    expect(aboutA.ballsPerPoint().all).toBe(inside / b.rows);
    expect(aboutA.shareOfBalls().all).toBe(holding.size / a.rows);
    expect(aboutA.shareOfPoints().all).toBe(covered.size / b.rows);

    const others = Array.from({ length: b.rows }, (_, j) => sortedNeighbours(b, j, b, j)[1]!.squaredDistance);
    const reached = Array.from({ length: a.rows }, (_, i) => i).filter((i) =>
      others.some((radius, j) => distanceOf(a, i, b, j) <= radius),
    );
    expect(aboutB.shareOfPoints().all).toBe(reached.length / a.rows);
  });
});

it('tells how far it is, tile by tile', async () => {
  const [a, b] = [normals(3, 2100, 2), normals(4, 2060, 2)];
  const shares: number[] = [];
  const aboutA = await ballsAbout(a, b.rows, 2, true);
  await countBallMembers(a, b, { aboutA }, plainRowProducts, (share) => shares.push(share));
  expect(shares).toHaveLength(4);
  expect(shares).toEqual([...shares].sort((x, y) => x - y));
  expect(shares.at(-1)).toBe(1);
});

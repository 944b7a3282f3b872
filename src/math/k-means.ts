import type { Mt19937 } from './mt19937.js';

type Point = readonly [number, number, number];

export interface WeightedPoint {
  readonly point: Point;
  readonly weight: number;
}

export interface Cluster {
  readonly mean: Point;
  readonly weight: number;
}

/** How often to start anew; the best is kept. */
const STARTS = 4;
const MOST_ROUNDS = 100;

/**
 * Weighted k-means of points in space: k-means++ starts, Lloyd's rounds until nothing moves.
 * @param k - clusters wanted; there are fewer if there are not so many points
 * @returns no cluster is empty
 * @source D. Arthur, S. Vassilvitskii, "k-means++" (SODA 2007)
 */
export function kMeans(points: readonly WeightedPoint[], k: number, random: Mt19937): Cluster[] {
  let best: Partition = { clusters: [], error: Infinity };
  for (let start = 0; start < STARTS; start++) {
    let found = partition(points, spreadCentres(points, k, random));
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = partition(
        points,
        found.clusters.map(({ mean }) => mean),
      );
      if (!(next.error < found.error)) break;
      found = next;
    }
    if (found.error < best.error) best = found;
  }
  return best.clusters;
}

/** Points drawn with probabilities that go with their weights and the squares of their distances to those drawn before. */
function spreadCentres(points: readonly WeightedPoint[], k: number, random: Mt19937): Point[] {
  const centres: Point[] = [];
  const distances = new Float64Array(points.length).fill(1);
  while (centres.length < Math.min(k, points.length)) {
    const chances = points.map(({ weight }, i) => weight * distances[i]!);
    let left = random.random() * chances.reduce((sum, chance) => sum + chance, 0);
    const drawn = chances.findIndex((chance) => (left -= chance) < 0);
    // Rounding may leave nobody: the last point that can be drawn.
    const centre = points[drawn < 0 ? chances.findLastIndex((chance) => chance > 0) : drawn]!.point;
    centres.push(centre);
    points.forEach(({ point }, i) => {
      const distance = squared(point, centre);
      distances[i] = centres.length === 1 ? distance : Math.min(distances[i]!, distance);
    });
  }
  return centres;
}

interface Partition {
  readonly clusters: Cluster[];
  /** Sum of weighted squared distances to the centres that the points were given to. */
  readonly error: number;
}

/** Gives each point to its nearest centre, the first of equals. */
function partition(points: readonly WeightedPoint[], centres: readonly Point[]): Partition {
  const sums = centres.map(() => [0, 0, 0, 0] as [number, number, number, number]);
  let error = 0;
  for (const { point, weight } of points) {
    let nearest = 0;
    let least = Infinity;
    for (let c = 0; c < centres.length; c++) {
      const distance = squared(point, centres[c]!);
      if (distance < least) [nearest, least] = [c, distance];
    }
    const sum = sums[nearest]!;
    sum[0] += weight * point[0];
    sum[1] += weight * point[1];
    sum[2] += weight * point[2];
    sum[3] += weight;
    error += weight * least;
  }
  const clusters = sums
    .filter(([, , , weight]) => weight > 0)
    .map(([x, y, z, weight]): Cluster => ({ mean: [x / weight, y / weight, z / weight], weight }));
  return { clusters, error };
}

function squared(a: Point, b: Point): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

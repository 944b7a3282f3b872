import type { FeatureMatrix } from './feature-matrix.js';
import type { NearestLists } from './nearest-lists.js';
import { squaredDistance } from './squared-distance.js';

export interface Neighbour {
  readonly index: number;
  readonly squaredDistance: number;
}

/** What a point's neighbours are looked for among. */
export interface Candidates {
  readonly count: number;
  readonly accepts: (other: number) => boolean;
  /** Squared distance from the point; Infinity to itself. */
  readonly distanceTo: (other: number) => number;
}

/**
 * A point's k-th nearest other among some: from its list, or, where the list ends before, from the distances to all of them.
 * @throws RangeError if there are not so many
 */
export function nearestWhere(
  { length, indices, squaredDistances }: NearestLists,
  point: number,
  k: number,
  { count, accepts, distanceTo }: Candidates,
): Neighbour {
  let found = 0;
  for (let slot = point * length; slot < (point + 1) * length; slot++) {
    const index = indices[slot]!;
    if (accepts(index) && ++found === k) return { index, squaredDistance: squaredDistances[slot]! };
  }
  const others: Neighbour[] = [];
  for (let index = 0; index < count; index++) {
    if (accepts(index)) others.push({ index, squaredDistance: distanceTo(index) });
  }
  others.sort((x, y) => x.squaredDistance - y.squaredDistance || x.index - y.index);
  const neighbour = others[k - 1];
  if (neighbour && neighbour.squaredDistance < Infinity) return neighbour;
  throw new RangeError(`Expected ${k} neighbours or more.`);
}

/** Squared distances from a row to others of its set. */
export function distanceToOthers({ columns, data }: FeatureMatrix, row: number): (other: number) => number {
  return (other) =>
    other === row ? Infinity : squaredDistance(columns, data, row * columns, data, other * columns);
}

import type { FeatureMatrix } from './feature-matrix.js';
import type { NearestLists } from './nearest-lists.js';
import { squaredDistance } from './squared-distance.js';

/** Points in jackknife groups: `of` each point, 0 to count - 1; a count of 0 if no values without groups are wanted. */
export interface Groups {
  readonly of: Uint8Array;
  readonly count: number;
}

export interface Neighbour {
  readonly index: number;
  readonly squaredDistance: number;
}

/**
 * A point's k-th nearest other outside a group: from its list, or, where the list ends before, from the distances to all.
 * @param groups - of the others
 * @param distanceTo - squared distance from the point; Infinity to itself
 * @throws RangeError if there are not so many others
 */
export function nearestWithout(
  { length, indices, squaredDistances }: NearestLists,
  point: number,
  groups: Groups,
  group: number,
  k: number,
  distanceTo: (other: number) => number,
): Neighbour {
  let found = 0;
  for (let slot = point * length; slot < (point + 1) * length; slot++) {
    const index = indices[slot]!;
    if (groups.of[index] !== group && ++found === k)
      return { index, squaredDistance: squaredDistances[slot]! };
  }
  const others: Neighbour[] = [];
  groups.of.forEach((of, index) => {
    if (of !== group) others.push({ index, squaredDistance: distanceTo(index) });
  });
  others.sort((x, y) => x.squaredDistance - y.squaredDistance || x.index - y.index);
  const neighbour = others[k - 1];
  if (neighbour && neighbour.squaredDistance < Infinity) return neighbour;
  throw new RangeError(`Expected ${k} neighbours or more outside a group.`);
}

/** Squared distances from a row to others of its set. */
export function distanceToOthers({ columns, data }: FeatureMatrix, row: number): (other: number) => number {
  return (other) =>
    other === row ? Infinity : squaredDistance(columns, data, row * columns, data, other * columns);
}

import { halfOf, SPLITS } from './balanced-halves.js';
import type { FeatureMatrix } from './feature-matrix.js';
import type { NearestLists } from './nearest-lists.js';
import { distanceToOthers, nearestWhere } from './nearest-where.js';

/** The jackknife group of each point; undefined if halves are of no interest. */
export type GroupOfEach = Uint8Array | undefined;

/** A ball about each point of a set, which reaches to its k-th nearest other: of all, and of those in its own half of each split. */
export interface HalfBalls {
  readonly groups: GroupOfEach;
  /** Whether a point at exactly the radius is inside. */
  readonly closed: boolean;
  /** Squared radii among all points. */
  readonly inner: Float64Array;
  /** The largest squared radius of each ball among those of its halves; no less than `inner`. */
  readonly outer: Float64Array;
  /** [points x SPLITS] squared radii among the points of the same half; empty without groups. */
  readonly within: Float64Array;
}

/**
 * @param lists - nearest others of each row of `features`, k or more
 * @param k - at most as many as there are others in each half
 */
export function halfBalls(
  features: FeatureMatrix,
  lists: NearestLists,
  groups: GroupOfEach,
  k: number,
  closed: boolean,
): HalfBalls {
  const { points, length, squaredDistances } = lists;
  const inner = Float64Array.from({ length: points }, (_, i) => squaredDistances[i * length + k - 1]!);
  if (!groups) return { groups, closed, inner, outer: inner, within: new Float64Array() };
  const outer = Float64Array.from(inner);
  const within = new Float64Array(points * SPLITS);
  for (let i = 0; i < points; i++) {
    const distanceTo = distanceToOthers(features, i);
    for (let split = 0; split < SPLITS; split++) {
      const half = halfOf(split, groups[i]!);
      const accepts = (other: number) => halfOf(split, groups[other]!) === half;
      const radius = nearestWhere(lists, i, k, { count: points, accepts, distanceTo }).squaredDistance;
      within[i * SPLITS + split] = radius;
      outer[i] = Math.max(outer[i]!, radius);
    }
  }
  return { groups, closed, inner, outer, within };
}

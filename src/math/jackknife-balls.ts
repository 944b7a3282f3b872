import type { FeatureMatrix } from './feature-matrix.js';
import type { NearestLists } from './nearest-lists.js';
import { distanceToOthers, nearestWithout, type Groups } from './nearest-without.js';

/** A ball about each point of a set, which reaches to its k-th nearest other: of all, and of those outside each group. */
export interface JackknifeBalls {
  readonly groups: Groups;
  /** Whether a point at exactly the radius is inside. */
  readonly closed: boolean;
  /** Squared radii among all points. */
  readonly inner: Float64Array;
  /** The largest squared radius of each ball when a group is left out; no less than `inner`. */
  readonly outer: Float64Array;
  /** [points x groups] squared radii without each group. */
  readonly without: Float64Array;
}

/**
 * @param lists - nearest others of each row of `features`, k or more
 * @param k - at most as many as there are others, also without a group
 */
export function jackknifeBalls(
  features: FeatureMatrix,
  lists: NearestLists,
  groups: Groups,
  k: number,
  closed: boolean,
): JackknifeBalls {
  const { points, length, squaredDistances, indices } = lists;
  const inner = Float64Array.from({ length: points }, (_, i) => squaredDistances[i * length + k - 1]!);
  const outer = Float64Array.from(inner);
  const without = new Float64Array(points * groups.count);
  for (let i = 0; i < points; i++) {
    without.fill(inner[i]!, i * groups.count, (i + 1) * groups.count);
    if (groups.count === 0) continue;
    // Only a group with one of the k nearest changes the radius.
    for (const neighbour of indices.subarray(i * length, i * length + k)) {
      const group = groups.of[neighbour]!;
      const radius = nearestWithout(
        lists,
        i,
        groups,
        group,
        k,
        distanceToOthers(features, i),
      ).squaredDistance;
      without[i * groups.count + group] = radius;
      outer[i] = Math.max(outer[i]!, radius);
    }
  }
  return { groups, closed, inner, outer, without };
}

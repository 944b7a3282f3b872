import { selectRows } from '../math/feature-matrix.js';
import { fitLine } from '../math/fit-line.js';
import { frechetDistance } from '../math/frechet-distance.js';
import type { GaussianStatistics } from '../math/gaussian-statistics.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import { leaveGroupsOut } from '../math/leave-groups-out.js';
import { withoutEachGroup } from './frechet.js';
import type { FeatureSample, Sample } from './sample.js';

/** Distances of growing subsets of the generated images from the real ones. */
export interface SubsetDistances {
  readonly real: Sample;
  /** Of all real images. */
  readonly all: GaussianStatistics;
  readonly generated: FeatureSample;
  /** Generated images in the order in which they enter; the subset of a size is the first that many. */
  readonly order: Int32Array;
  readonly sizes: readonly number[];
  /** By size. */
  readonly distances: readonly number[];
}

/**
 * The extrapolated distance without each group of images, which leaves both sides and every subset at once. Three sizes stand for
 * all: the value moves as the intercept of the line through them does. That has nearly the same variance (with one noise an image,
 * 0.91 to 0.93 of it for 15 sizes, whether they reach from a tenth or from half of the set) for a fifth of the work.
 * @param value - the extrapolated distance of all images
 */
export function infinityReplicates(
  { real, all, generated, order, sizes, distances }: SubsetDistances,
  value: number,
  onProgress: (share: number) => void,
): Float64Array {
  const sides = real.kind === 'features' ? [real, generated] : [generated];
  const groups = Math.min(JACKKNIFE_GROUPS, ...sides.map(({ ids }) => ids.length));
  const groupOf = jackknifeGroups(generated.ids, groups);
  const chosen = [...new Set([0, Math.floor((sizes.length - 1) / 2), sizes.length - 1])];
  const whole = fitLine(
    chosen.map((i) => 1 / sizes[i]!),
    chosen.map((i) => distances[i]!),
  );
  const subsets = chosen.map((i) => {
    const rows = order.subarray(0, sizes[i]);
    const groupsOfRows = Uint8Array.from(rows, (row) => groupOf[row]!);
    return {
      counts: countsWithout(groupsOfRows, groups),
      statistics: leaveGroupsOut(selectRows(generated.features, rows), groupsOfRows, groups),
    };
  });
  const replicates = new Float64Array(groups);
  let group = 0;
  for (const rest of withoutEachGroup(real, all, groups)) {
    const line = fitLine(
      subsets.map(({ counts }) => 1 / counts[group]!),
      subsets.map(({ statistics }) => frechetDistance(rest, next(statistics)).distance),
    );
    replicates[group] = value + line.intercept - whole.intercept;
    group++;
    onProgress(group / groups);
  }
  return replicates;
}

function countsWithout(groupsOfRows: Uint8Array, groups: number): number[] {
  const counts = new Array<number>(groups).fill(groupsOfRows.length);
  for (const group of groupsOfRows) counts[group]!--;
  return counts;
}

/** @throws Error if there is no more */
function next<T>(values: Generator<T, void>): T {
  const { value, done } = values.next();
  if (done === true) throw new Error('Fewer groups on one side than on the other.');
  return value;
}

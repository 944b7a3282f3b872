import { GroupedRows } from '../math/grouped-rows.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import type { FeatureSample } from './sample.js';

/**
 * Both sides' features in the jackknife groups of their ids, as many on one as on the other.
 * @param scalesOf - a factor for each image's features; by default 1
 */
export function inJackknifeGroups(
  [real, generated]: readonly [FeatureSample, FeatureSample],
  scalesOf?: (sample: FeatureSample) => Float64Array,
): readonly [real: GroupedRows, generated: GroupedRows] {
  const groups = Math.min(JACKKNIFE_GROUPS, real.ids.length, generated.ids.length);
  const grouped = (sample: FeatureSample) =>
    new GroupedRows(sample.features, jackknifeGroups(sample.ids, groups), groups, {
      scales: scalesOf?.(sample),
    });
  return [grouped(real), grouped(generated)];
}

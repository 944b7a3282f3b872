import { selectRows } from '../../src/math/feature-matrix.js';
import { jackknifeGroups } from '../../src/math/jackknife-groups.js';
import type { FeatureSample } from '../../src/metrics/sample.js';

/** The sample without a group of the jackknife. */
export function withoutGroup(sample: FeatureSample, group: number, groups = 20): FeatureSample {
  const groupOf = jackknifeGroups(sample.ids, groups);
  const kept = Array.from(groupOf.keys()).filter((row) => groupOf[row] !== group);
  return {
    kind: 'features',
    ids: kept.map((row) => sample.ids[row]!),
    features: selectRows(sample.features, kept),
  };
}

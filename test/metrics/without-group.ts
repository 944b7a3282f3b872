import { selectRows } from '../../src/math/feature-matrix.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../../src/math/jackknife-groups.js';
import type { FeatureSample } from '../../src/metrics/sample.js';

type Pair = readonly [real: FeatureSample, generated: FeatureSample];

/** The samples as they are, then without each of their jackknife groups: what replicates are the values of. */
export function leftSamples([real, generated]: Pair): readonly Pair[] {
  const count = Math.min(JACKKNIFE_GROUPS, real.ids.length, generated.ids.length);
  const left = Array.from({ length: count }, (_, group): Pair => {
    return [withoutGroup(real, group, count), withoutGroup(generated, group, count)];
  });
  return [[real, generated], ...left];
}

/** The sample without a group of the jackknife. */
export function withoutGroup(sample: FeatureSample, group: number, groups = JACKKNIFE_GROUPS): FeatureSample {
  const groupOf = jackknifeGroups(sample.ids, groups);
  const kept = Array.from(groupOf.keys()).filter((row) => groupOf[row] !== group);
  return {
    kind: 'features',
    ids: kept.map((row) => sample.ids[row]!),
    features: selectRows(sample.features, kept),
  };
}

import { selectRows } from '../../src/math/feature-matrix.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../../src/math/jackknife-groups.js';
import type { FeatureSample } from '../../src/metrics/sample.js';

type Pair = readonly [real: FeatureSample, generated: FeatureSample];

/** The samples as they are, then without each of their jackknife groups: what replicates are the values of. */
export function leftSamples([real, generated]: Pair): readonly Pair[] {
  const count = Math.min(JACKKNIFE_GROUPS, real.ids.length, generated.ids.length);
  const left = Array.from({ length: count }, (_, group): Pair => {
    return [withoutGroup(real, count, group), withoutGroup(generated, count, group)];
  });
  return [[real, generated], ...left];
}

function withoutGroup(sample: FeatureSample, count: number, group: number): FeatureSample {
  const groups = jackknifeGroups(sample.ids, count);
  const rows = Array.from(groups.keys()).filter((row) => groups[row] !== group);
  return {
    kind: 'features',
    ids: rows.map((row) => sample.ids[row]!),
    features: selectRows(sample.features, rows),
  };
}

import { halfOf, SPLITS } from '../../src/math/balanced-halves.js';
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
  return keep(sample, (row) => groupOf[row] !== group);
}

/** Each half of each split of the samples: what the replicates of scores by nearest neighbours are made of. */
export function halfSamples([real, generated]: Pair): readonly Pair[] {
  return Array.from({ length: 2 * SPLITS }, (_, i): Pair => {
    const [split, half] = [Math.floor(i / 2), i % 2];
    return [halfOfSample(real, split, half), halfOfSample(generated, split, half)];
  });
}

function halfOfSample(sample: FeatureSample, split: number, half: number): FeatureSample {
  const groups = jackknifeGroups(sample.ids, JACKKNIFE_GROUPS);
  return keep(sample, (row) => halfOf(split, groups[row]!) === half);
}

function keep(sample: FeatureSample, accepts: (row: number) => boolean): FeatureSample {
  const kept = Array.from(sample.ids.keys()).filter(accepts);
  return {
    kind: 'features',
    ids: kept.map((row) => sample.ids[row]!),
    features: selectRows(sample.features, kept),
  };
}

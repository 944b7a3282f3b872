import { frechetDistance } from '../math/frechet-distance.js';
import type { GaussianStatistics } from '../math/gaussian-statistics.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import { gaussianStatistics, leaveGroupsOut } from '../math/leave-groups-out.js';
import type { DefinedValue, MetricTools } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import type { Sample } from './sample.js';

/** Samples a rank from which on the leave-one-group-out values free the distance of its bias (docs/intervals.md). */
const SAMPLES_PER_RANK = 2;
const WARN_BELOW = 10_000;

type ByGenerated = WeakMap<Sample, DefinedValue>;
const known = { with: new WeakMap<Sample, ByGenerated>(), without: new WeakMap<Sample, ByGenerated>() };

/**
 * Fréchet distance of two samples with what its interval takes: the distance without each group, which leaves on both sides at once.
 * A side known by its statistics alone keeps all it has: the interval is then about the distance to these statistics.
 * Several metrics are made of the distance of the same two samples, so it is kept as long as these are.
 */
export function frechetValue(
  real: Sample,
  generated: Sample,
  tools: Pick<MetricTools, 'intervals' | 'onProgress'>,
): DefinedValue {
  const ofReal = known[tools.intervals ? 'with' : 'without'];
  const ofBoth: ByGenerated = ofReal.get(real) ?? new WeakMap();
  ofReal.set(real, ofBoth);
  const value = ofBoth.get(generated) ?? computeValue(real, generated, tools);
  ofBoth.set(generated, value);
  return value;
}

function computeValue(
  real: Sample,
  generated: Sample,
  { intervals, onProgress }: Pick<MetricTools, 'intervals' | 'onProgress'>,
): DefinedValue {
  const statistics = [statisticsOf(real), statisticsOf(generated)] as const;
  const { distance, ...details } = frechetDistance(...statistics);
  const unavailable = intervals
    ? whyNoReplicates([real, generated], details.rank, statistics[0].mean.length)
    : NO_INTERVAL_ASKED.reason;
  return {
    status: 'ok',
    value: distance,
    replicates:
      unavailable === undefined
        ? replicatesOf([real, generated], statistics, onProgress)
        : { reason: unavailable },
    warnings: sampleWarnings(...statistics),
    details,
  };
}

/** Mean and covariance of all that the sample has. */
export function statisticsOf(sample: Sample): GaussianStatistics {
  return sample.kind === 'statistics' ? sample.statistics : gaussianStatistics(sample.features);
}

function whyNoReplicates(samples: readonly Sample[], rank: number, width: number): string | undefined {
  const counts = imageCounts(samples);
  if (counts.length === 0) return 'both sides are statistics, which hold no images to leave out';
  const smallest = Math.min(...counts);
  // A rank that the images exhaust is theirs, not the features'.
  const featureRank = rank < smallest - 1 ? rank : width;
  const needed = SAMPLES_PER_RANK * (featureRank + 2);
  if (smallest >= needed) return undefined;
  return (
    `${smallest.toLocaleString('en')} images for ${width.toLocaleString('en')} features leave the distance mostly bias, which no interval ` +
    `can allow for; it takes ${needed.toLocaleString('en')} or more, or a metric without this bias, such as KID`
  );
}

function replicatesOf(
  [real, generated]: readonly [Sample, Sample],
  [wholeReal, wholeGenerated]: readonly [GaussianStatistics, GaussianStatistics],
  onProgress: MetricTools['onProgress'],
): Float64Array {
  const groups = Math.min(JACKKNIFE_GROUPS, ...imageCounts([real, generated]));
  const others = withoutEachGroup(generated, wholeGenerated, groups);
  const replicates: number[] = [];
  for (const statistics of withoutEachGroup(real, wholeReal, groups)) {
    const { value } = others.next() as IteratorYieldResult<GaussianStatistics>;
    replicates.push(frechetDistance(statistics, value).distance);
    onProgress?.(replicates.length / groups);
  }
  return Float64Array.from(replicates);
}

function imageCounts(samples: readonly Sample[]): number[] {
  return samples.flatMap((sample) => (sample.kind === 'features' ? [sample.ids.length] : []));
}

/** The sample's statistics without each group; a side of statistics alone keeps all it has. */
export function* withoutEachGroup(
  sample: Sample,
  whole: GaussianStatistics,
  groups: number,
): Generator<GaussianStatistics> {
  if (sample.kind === 'features') {
    yield* leaveGroupsOut(sample.features, jackknifeGroups(sample.ids, groups), groups, whole);
  } else {
    for (let group = 0; group < groups; group++) yield whole;
  }
}

/** The distance is biased by the smaller sample above all, so that is what the user is warned about, once. */
function sampleWarnings(real: GaussianStatistics, generated: GaussianStatistics): string[] {
  const smallest = Math.min(real.count ?? Infinity, generated.count ?? Infinity);
  if (smallest >= WARN_BELOW) return [];
  const width = real.mean.length;
  const images = smallest.toLocaleString('en');
  return smallest <= width
    ? [
        `${images} images for ${width.toLocaleString('en')} features: the covariance is singular and the score mostly bias. ` +
          'Compare only scores of equal counts, or use a metric without this bias, such as KID.',
      ]
    : [
        `${images} images: below 10,000 the distance is visibly too high (published figures use 50,000). ` +
          'Compare only scores of equal counts.',
      ];
}

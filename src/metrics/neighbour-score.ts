import { InsufficientSamplesError } from '../errors.js';
import type { JackknifeBalls } from '../math/jackknife-balls.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import type { Groups } from '../math/nearest-without.js';
import type { DefinedValue, MetricValue } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import type { FeatureSample } from './sample.js';

const WARN_BELOW = 10_000;

/** How a comparison of two sets by nearest neighbours is divided for its interval. */
export interface NeighbourGroups {
  readonly real: Groups;
  readonly generated: Groups;
  /** Why there are no groups; undefined if there are. */
  readonly missing: string | undefined;
}

/** @param sides - whose images need a k-th nearest other image, also when a group has left */
export function neighbourGroups(
  real: FeatureSample,
  generated: FeatureSample,
  k: number,
  sides: readonly FeatureSample[],
  intervals: boolean,
): NeighbourGroups {
  const count = Math.min(JACKKNIFE_GROUPS, real.ids.length, generated.ids.length);
  const fewest = Math.min(...sides.map(({ ids }) => ids.length - Math.ceil(ids.length / count)));
  const missing = !intervals
    ? NO_INTERVAL_ASKED.reason
    : fewest <= k
      ? `without one of ${count} groups of images a side is left with ${fewest}, too few for neighbour number ${k} of each; ` +
        'it takes more images, or a smaller k'
      : undefined;
  const groupsOf = ({ ids }: FeatureSample): Groups =>
    missing === undefined
      ? { of: jackknifeGroups(ids, count), count }
      : { of: new Uint8Array(ids.length), count: 0 };
  return { real: groupsOf(real), generated: groupsOf(generated), missing };
}

/** @throws InsufficientSamplesError if an image of the side has no k-th nearest other */
export function requireNeighbours(k: number, { ids }: FeatureSample, side: 'real' | 'generated'): void {
  if (k < ids.length) return;
  throw new InsufficientSamplesError(
    `The ${side} side has ${ids.length.toLocaleString('en')} image(s), so none has a nearest other image number ${k}; ` +
      `expected at least ${(k + 1).toLocaleString('en')}. Add images, or lower k.`,
  );
}

/** @param values - [with all images, without each group] */
export function neighbourScore(
  values: Float64Array,
  { missing }: NeighbourGroups,
  warnings: readonly string[],
  details: DefinedValue['details'],
): DefinedValue {
  return {
    status: 'ok',
    value: values[0]!,
    replicates: missing === undefined ? values.slice(1) : { reason: missing },
    warnings,
    details,
  };
}

/** What a score about neighbourhoods is, and why, if none of them reaches anywhere: it would be 0 or 1 whatever the other side holds. */
export function noExtent(
  { inner }: Pick<JackknifeBalls, 'inner'>,
  k: number,
  side: 'real' | 'generated',
): MetricValue | undefined {
  if (inner.some((squaredRadius) => squaredRadius > 0)) return undefined;
  const copies = k === 1 ? 'an exact duplicate' : `${k.toLocaleString('en')} exact duplicates`;
  return {
    status: 'undefined',
    reason: `each ${side} image has ${copies} or more in its set, so its neighbourhood ends at distance 0; leave duplicates out`,
  };
}

/** Neighbourhoods shrink as a set grows, and duplicates close them: both are part of what the score says. */
export function neighbourWarnings(
  samples: readonly FeatureSample[],
  duplicates: Readonly<Partial<Record<'real' | 'generated', number>>>,
): string[] {
  const warnings: string[] = [];
  const smallest = Math.min(...samples.map(({ ids }) => ids.length));
  if (smallest < WARN_BELOW) {
    warnings.push(
      `${smallest.toLocaleString('en')} images: neighbourhoods are wide below 10,000 and the score changes with the counts. ` +
        'Compare only scores of equal counts.',
    );
  }
  for (const [side, count] of Object.entries(duplicates)) {
    if (count === 0) continue;
    warnings.push(
      `${count.toLocaleString('en')} ${side} image(s) have an exact duplicate in their set, at distance 0: ` +
        'neighbourhoods about duplicates are too narrow. Leave duplicates out.',
    );
  }
  return warnings;
}

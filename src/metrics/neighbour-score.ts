import { InsufficientSamplesError } from '../errors.js';
import type { HalvedValue } from '../math/ball-members.js';
import { replicatesFromHalves } from '../math/balanced-halves.js';
import type { GroupOfEach, HalfBalls } from '../math/half-balls.js';
import { jackknifeGroups, JACKKNIFE_GROUPS } from '../math/jackknife-groups.js';
import type { DefinedValue, MetricValue } from './definition.js';
import { NO_INTERVAL_ASKED } from './no-interval.js';
import type { FeatureSample } from './sample.js';

const WARN_BELOW = 10_000;

/** How a comparison of two sets by nearest neighbours is divided for its interval. */
export interface NeighbourGroups {
  readonly real: GroupOfEach;
  readonly generated: GroupOfEach;
  /** Why there are no groups; undefined if there are. */
  readonly missing: string | undefined;
}

/** @param sides - whose images need a k-th nearest other image, also in a half of the set */
export function neighbourGroups(
  real: FeatureSample,
  generated: FeatureSample,
  k: number,
  sides: readonly FeatureSample[],
  intervals: boolean,
): NeighbourGroups {
  const fewest = Math.min(...[real, generated].map(({ ids }) => ids.length));
  const leastHalf = Math.min(...sides.map(({ ids }) => smallestHalf(ids.length)));
  const missing = !intervals
    ? NO_INTERVAL_ASKED.reason
    : fewest < JACKKNIFE_GROUPS
      ? `${fewest} images cannot be dealt into ${JACKKNIFE_GROUPS} groups`
      : leastHalf <= k
        ? `half of a side is ${leastHalf} images, too few for neighbour number ${k} of each; it takes more images, or a smaller k`
        : undefined;
  const groupsOf = ({ ids }: FeatureSample): GroupOfEach =>
    missing === undefined ? jackknifeGroups(ids, JACKKNIFE_GROUPS) : undefined;
  return { real: groupsOf(real), generated: groupsOf(generated), missing };
}

/** Images in ten of the groups, at least. */
function smallestHalf(count: number): number {
  return Math.floor(count / JACKKNIFE_GROUPS) * (JACKKNIFE_GROUPS / 2);
}

/** @throws InsufficientSamplesError if an image of the side has no k-th nearest other */
export function requireNeighbours(k: number, { ids }: FeatureSample, side: 'real' | 'generated'): void {
  if (k < ids.length) return;
  throw new InsufficientSamplesError(
    `The ${side} side has ${ids.length.toLocaleString('en')} image(s), so none has a nearest other image number ${k}; ` +
      `expected at least ${(k + 1).toLocaleString('en')}. Add images, or lower k.`,
  );
}

export function neighbourScore(
  { all, halves }: HalvedValue,
  { missing }: NeighbourGroups,
  warnings: readonly string[],
  details: DefinedValue['details'],
): DefinedValue {
  return {
    status: 'ok',
    value: all,
    replicates: missing === undefined ? replicatesFromHalves(all, halves) : { reason: missing },
    warnings,
    details,
  };
}

/** What a score about neighbourhoods is, and why, if none of them reaches anywhere: it would be 0 or 1 whatever the other side holds. */
export function noExtent(
  { inner }: Pick<HalfBalls, 'inner'>,
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

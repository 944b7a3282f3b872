import type { Interval } from '../../config/result.js';
import { percentileInterval } from '../../math/percentile-interval.js';
import type { NotScored } from './definition.js';
import { isScored } from './is-scored.js';
import type { Resampled } from './resampled.js';

/** A value with its interval, or why there is none. */
export type Estimate =
  | { readonly status: 'ok'; readonly value: number; readonly interval: Interval }
  | { readonly status: 'undefined'; readonly reason: string };

/** Conditions below which an interval would be too narrow too often; test/metrics/pose/coverage.test.ts. */
export const MINIMUM_CONDITIONS = 10;
/** Resamples without a value that an interval can do without: a fifth of the 5% that it leaves out. */
const TOLERATED = 0.01;
/** Differences that weighted sums of one value may show. */
const ROUNDING = 1e-12;

/**
 * The value with a 95% interval over conditions.
 * @param restsOn - what has to show a spread for the interval to mean anything, beside the value: where a score is 0 in every
 * image, the spread of its floor alone would pass for that of normalised control
 */
export function estimate(
  resampled: Resampled | NotScored,
  restsOn: Resampled | NotScored = resampled,
): Estimate {
  if (!isScored(resampled)) return { status: 'undefined', ...resampled };
  return { status: 'ok', value: resampled.value, interval: intervalOf(resampled, restsOn) };
}

function intervalOf(resampled: Resampled, restsOn: Resampled | NotScored): Interval {
  const { value, replicates, conditions } = resampled;
  const defined = Float64Array.from(replicates.filter((replicate) => replicate !== undefined));
  if (replicates.length === 0) return { status: 'undefined', reason: 'no interval was asked for' };
  if (conditions < MINIMUM_CONDITIONS) {
    return {
      status: 'undefined',
      reason: `there are ${conditions} condition(s); an interval over conditions needs ${MINIMUM_CONDITIONS}`,
    };
  }
  const missing = replicates.length - defined.length;
  if (missing > TOLERATED * replicates.length || defined.length < 2) {
    return {
      status: 'undefined',
      reason: `in ${missing} of ${replicates.length} resamples the value is not defined`,
    };
  }
  if (!hasSpread(resampled) || (isScored(restsOn) && !hasSpread(restsOn))) {
    return {
      status: 'undefined',
      reason: 'all conditions give the same value, in which resampling sees no spread',
    };
  }
  return {
    status: 'ok',
    level: 0.95,
    ...percentileInterval(defined, conditions),
    estimate: value,
    method: `cluster bootstrap over ${conditions} conditions, ${replicates.length} resamples, expanded percentiles`,
    about: 'population',
  };
}

function hasSpread({ value, replicates }: Resampled): boolean {
  return replicates.some(
    (replicate) => replicate !== undefined && Math.abs(replicate - value) > ROUNDING * Math.abs(value),
  );
}

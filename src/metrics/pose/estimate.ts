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

/** The value with a 95% interval over conditions. */
export function estimate(resampled: Resampled | NotScored): Estimate {
  if (!isScored(resampled)) return { status: 'undefined', ...resampled };
  return { status: 'ok', value: resampled.value, interval: intervalOf(resampled) };
}

function intervalOf({ value, replicates, conditions }: Resampled): Interval {
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
  const spread = defined.reduce((most, replicate) => Math.max(most, Math.abs(replicate - value)), 0);
  if (spread <= ROUNDING * Math.abs(value)) {
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

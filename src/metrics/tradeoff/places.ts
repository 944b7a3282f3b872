import type { ControlEstimate } from '../../config/estimate.js';
import { drawWithin, type Spread } from '../../math/draw-within.js';

export type Defined = Extract<ControlEstimate, { status: 'ok' }>;

/** Where a point stands along one axis. */
export interface Place {
  readonly at: number;
  /** null: nobody knows, as the interval is missing. */
  readonly spread: Spread | null;
}

/**
 * Where points stand along one axis: in the middle of their intervals, which are freed of what bias can be removed, so that points of
 * different counts compare. If one has no interval all stand at their plain values, as the two kinds of places do not compare.
 */
export function placesOf(estimates: readonly Defined[]): Place[] {
  const middles = estimates.map(middleOf);
  const all = middles.every((middle) => middle !== undefined);
  return estimates.map(({ value, interval }, i) => {
    const middle = middles[i];
    if (middle === undefined || interval.status === 'undefined') return { at: value, spread: null };
    const at = all ? middle : value;
    const spread = { middle: at, low: at - (middle - interval.low), high: at + (interval.high - middle) };
    return { at, spread };
  });
}

/** The estimate that an interval is about, within it: a percentile interval may leave it out, and one at the end of a score's range does. */
function middleOf({ interval }: Defined): number | undefined {
  if (interval.status === 'undefined') return undefined;
  return Math.min(Math.max(interval.estimate, interval.low), interval.high);
}

/** Another place where the point could as well have been found; the same if that is not known. */
export function drawPlace({ at, spread }: Place, normal: number): number {
  return spread ? drawWithin(spread, normal) : at;
}

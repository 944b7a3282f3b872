import type { TradeoffReading } from '../../config/tradeoff-result.js';
import type { CostGain } from '../../math/pareto-front.js';
import { quantile } from '../../math/quantile.js';
import type { Plane } from './plane.js';

/** Draws without a value that a reach can do without: a fifth of the 5% that it leaves out. */
const TOLERATED = 0.01;

/** A number that points of the plane give together, or why they give none. */
export type Read = (points: readonly CostGain[]) => number | { readonly reason: string };

/** From the value and the ascending values of the draws. */
type Reach = (value: number, draws: Float64Array) => { readonly low: number; readonly high: number };

/** The middle 95% of the draws. */
export const percentiles: Reach = (_, draws) => ({
  low: quantile(draws, 0.025),
  high: quantile(draws, 0.975),
});

/**
 * The same mirrored at the value, not below 0: for what noise makes larger on average, such as the area below the best of many. The draws
 * have that noise twice, and their percentiles would lie too high by as much as the value does (docs/tradeoff.md).
 */
export const mirroredPercentiles: Reach = (value, draws) => ({
  low: Math.max(0, 2 * value - quantile(draws, 0.975)),
  high: Math.max(0, 2 * value - quantile(draws, 0.025)),
});

/**
 * What some points of the plane give, with its reach over the draws.
 * @param members - places of these points in {@link Plane.points}
 */
export function readingOf(
  { points, draws }: Plane,
  members: readonly number[],
  read: Read,
  reach: Reach,
): TradeoffReading {
  const value = read(members.map((i) => points[i]!.place));
  if (typeof value !== 'number') return { status: 'undefined', ...value };
  const lacks = members.map((i) => points[i]!.lacks).find((lack) => lack !== undefined);
  if (lacks !== undefined) return { status: 'ok', value, reach: { status: 'undefined', reason: lacks } };
  const drawn = draws.map((places) => read(members.map((i) => places[i]!)));
  const defined = Float64Array.from(drawn.filter((one) => typeof one === 'number')).sort();
  const missing = 1 - defined.length / drawn.length;
  if (missing > TOLERATED) {
    const reason = `in ${Math.ceil(100 * missing)}% of the draws there is no such value`;
    return { status: 'ok', value, reach: { status: 'undefined', reason } };
  }
  return { status: 'ok', value, reach: { status: 'ok', ...reach(value, defined) } };
}

import type { ControlEstimate } from '../../config/estimate.js';
import type { ScoreChange } from '../../config/run-comparison.js';
import { differingBasis } from '../../gate/basis.js';
import { squareAndAdd, type Uncertain } from '../../math/square-and-add.js';
import type { PointScore } from './scores-of-point.js';

/** From one run to a later one, by their places. */
export interface RunStep {
  readonly from: number;
  readonly to: number;
}

type Defined = Extract<ControlEstimate, { status: 'ok' }>;

/** From each run to the next and, of three or more, from the first to the last. */
export function stepsBetween(runs: number): RunStep[] {
  const each = Array.from({ length: runs - 1 }, (_, from) => ({ from, to: from + 1 }));
  return runs > 2 ? [...each, { from: 0, to: runs - 1 }] : each;
}

/**
 * What became of a score, as if both runs erred independently. Where they have the same real images and seeds, the interval of the
 * difference is narrower in truth: what is said to have moved has, and what is not may have.
 */
export function scoreChange(
  step: RunStep,
  before: PointScore | undefined,
  after: PointScore | undefined,
): ScoreChange {
  if (!before || !after) {
    const which = before ? 'later' : 'earlier';
    return { ...step, status: 'undefined', reason: `the ${which} run does not have it` };
  }
  const differing = differingBasis(after.basis, before.basis);
  if (differing.length > 0) return { ...step, status: 'incomparable', differing };
  const [a, b] = [before.estimate, after.estimate];
  if (a.status === 'undefined') return { ...step, status: 'undefined', reason: a.reason };
  if (b.status === 'undefined') return { ...step, status: 'undefined', reason: b.reason };
  return { ...step, status: 'ok', ...difference(a, b, after.direction) };
}

function difference(a: Defined, b: Defined, direction: 'lower' | 'higher') {
  const value = b.value - a.value;
  const [reachA, reachB] = [reachOf(a), reachOf(b)];
  if (!reachA || !reachB) return { value, interval: null, moved: 'unknown' as const };
  const { low, high } = squareAndAdd(([first, second]) => second! - first!, [reachA, reachB]);
  const better = value < 0 === (direction === 'lower') ? ('better' as const) : ('worse' as const);
  return { value, interval: { low, high }, moved: low <= 0 && high >= 0 ? ('within' as const) : better };
}

/** The interval about the plain value: what bias both have in common cancels in the difference. */
function reachOf({ value, interval }: Defined): Uncertain | undefined {
  if (interval.status === 'undefined') return undefined;
  const { low, high } = interval;
  const middle = Math.min(Math.max(interval.estimate, low), high);
  return { estimate: value, low: value - (middle - low), high: value + (high - middle) };
}

import type { ControlEstimate } from '../../config/estimate.js';
import type { Interval } from '../../config/result.js';
import type { Plotted } from '../interval-plot.js';

/** A value that could be computed, or why it could not be. */
export type Plottable = (Plotted & { readonly status: 'ok' }) | UndefinedValue;

interface UndefinedValue {
  readonly status: 'undefined';
  readonly reason: string;
}

type Recorded =
  { readonly status: 'ok'; readonly value: number; readonly interval: Interval } | UndefinedValue;

/** A recorded score or estimate, as plots take it. */
export function plottedEstimate(estimate: Recorded | ControlEstimate): Plottable {
  if (estimate.status === 'undefined') return { status: 'undefined', reason: estimate.reason };
  const { value, interval } = estimate;
  return { status: 'ok', value, interval: interval.status === 'ok' ? interval : { reason: interval.reason } };
}

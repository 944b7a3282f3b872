import type { ControlEstimate } from '../../config/estimate.js';
import type { Interval } from '../../config/result.js';
import { formatInterval, formatScore } from '../format-score.js';
import type { PlotReach } from './plot.js';

type Defined = Extract<ControlEstimate, { status: 'ok' }>;

/** `0.512 (0.43 to 0.59)`, or the value alone where it is exact or has no interval. */
export function valueText({ value, interval }: Defined): string {
  const reach = plotReach(interval);
  return reach && reach.low < reach.high
    ? `${formatScore(value)} (${formatInterval(reach.low, reach.high)})`
    : formatScore(value);
}

export function plotReach(interval: Interval): PlotReach | null {
  return interval.status === 'ok' ? { low: interval.low, high: interval.high } : null;
}

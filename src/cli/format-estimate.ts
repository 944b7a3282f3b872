import type { ControlEstimate } from '../config/estimate.js';

/** `0.811 (0.727 to 0.879)`; a dash where there is no value. */
export function formatEstimate(estimate: ControlEstimate): string {
  if (estimate.status === 'undefined') return '-';
  const { value, interval } = estimate;
  if (interval.status === 'undefined') return short(value);
  return `${short(value)} (${short(interval.low)} to ${short(interval.high)})`;
}

/** Three digits behind the point, fewer for large values: about what an interval supports. */
export function short(value: number): string {
  const decimals = Math.abs(value) < 10 ? 3 : Math.abs(value) < 100 ? 2 : 1;
  return value.toFixed(decimals);
}

import type { RunComparison, ScoreChange } from '../config/run-comparison.js';
import { formatInterval, formatScore } from './format-score.js';

/** A difference with its sign, `+0.512`, and with its interval if it has one: `+0.512 (0.43 to 0.59)`. */
export function formatDifference(
  value: number,
  interval: { readonly low: number; readonly high: number } | null,
): string {
  const signed = value > 0 ? `+${formatScore(value)}` : formatScore(value);
  return interval ? `${signed} (${formatInterval(interval.low, interval.high)})` : signed;
}

/** From which run to which. */
export function formatStep(
  { from, to }: Pick<ScoreChange, 'from' | 'to'>,
  runs: RunComparison['runs'],
): string {
  return `${runs[from]!.label} to ${runs[to]!.label}`;
}

/** A score's title with an arrow that points where it is better. */
export function formatTitle({
  title,
  direction,
}: {
  readonly title: string;
  readonly direction: 'lower' | 'higher';
}): string {
  return `${title} ${direction === 'lower' ? '↓' : '↑'}`;
}

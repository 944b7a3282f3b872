import { html, type Html } from './html.js';
import type { DefinedScore } from './report-data.js';

/** Positions are told in thousandths of the width there is. */
const WIDTH = 1000;
const MARGIN = 30;

/** A scale that holds all values and intervals of one score. */
export interface IntervalScale {
  readonly position: (value: number) => number;
}

export function intervalScale(scores: readonly DefinedScore[]): IntervalScale {
  const ends = scores.flatMap(({ value, interval }) =>
    'reason' in interval ? [value] : [value, interval.low, interval.high],
  );
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const scale = high === low ? 0 : (WIDTH - 2 * MARGIN) / (high - low);
  return {
    position: (value) => (scale === 0 ? WIDTH / 2 : Math.round(10 * (MARGIN + (value - low) * scale)) / 10),
  };
}

/** The value as a dot and its interval as a line. The numbers stand beside it as text. */
export function intervalPlot({ value, interval }: DefinedScore, { position }: IntervalScale): Html {
  const line =
    !('reason' in interval) &&
    html`<line class="reach" x1="${position(interval.low)}" x2="${position(interval.high)}" y1="5" y2="5" />`;
  return html`<svg
    class="interval"
    viewBox="0 0 ${WIDTH} 10"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    <line class="ground" x1="0" x2="${WIDTH}" y1="5" y2="5" />
    ${line}
    <line class="dot" x1="${position(value)}" x2="${position(value)}" y1="5" y2="5" />
  </svg>`;
}

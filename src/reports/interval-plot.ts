import { html, type Html } from './html.js';

/** Positions are told in thousandths of the width there is. */
const WIDTH = 1000;
const MARGIN = 30;

/** A value with the ends of its interval, or why it has none. */
export interface Plotted {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | { readonly reason: string };
}

/** A scale that holds all values and intervals of one score. */
export interface IntervalScale {
  readonly position: (value: number) => number;
}

/** @param marks - further values that it has to hold, such as a limit */
export function intervalScale(values: readonly Plotted[], marks: readonly number[] = []): IntervalScale {
  const ends = values.flatMap(({ value, interval }) =>
    'reason' in interval ? [value] : [value, interval.low, interval.high],
  );
  const low = Math.min(...ends, ...marks);
  const high = Math.max(...ends, ...marks);
  const scale = high === low ? 0 : (WIDTH - 2 * MARGIN) / (high - low);
  return {
    position: (value) => (scale === 0 ? WIDTH / 2 : Math.round(10 * (MARGIN + (value - low) * scale)) / 10),
  };
}

/**
 * The value as a dot and its interval as a line. The numbers stand beside it as text.
 * @param marks - values to be seen against, as upright lines
 */
export function intervalPlot(
  { value, interval }: Plotted,
  { position }: IntervalScale,
  marks: readonly number[] = [],
): Html {
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
    ${marks.map((mark) => html`<line class="mark" x1="${position(mark)}" x2="${position(mark)}" y1="0" y2="10" />`)}
    ${line}
    <line class="dot" x1="${position(value)}" x2="${position(value)}" y1="5" y2="5" />
  </svg>`;
}

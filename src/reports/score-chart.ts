import { formatScore } from './format-score.js';
import { html, type Html } from './html.js';
import type { DefinedScore } from './report-data.js';

/** Bar lengths are told in thousandths of the width there is. */
const WIDTH = 1000;

/**
 * One score of several comparisons side by side on one scale that starts at 0, with their intervals as lines. The values stand beside the bars as text, so
 * nothing is lost to those who cannot see them.
 * @param scores - of one id
 */
export function scoreChart(scores: readonly DefinedScore[]): Html {
  const [first] = scores;
  if (!first) return html``;
  const ends = scores.flatMap(({ value, interval }) =>
    'reason' in interval ? [value] : [value, interval.low, interval.high],
  );
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const scale = high === low ? 0 : WIDTH / (high - low);
  const bar = ({ label, value, interval }: DefinedScore): Html => {
    const start = (Math.min(0, value) - low) * scale;
    // A value close to nothing is still drawn: a hairline says "measured, small".
    const length = Math.max(Math.abs(value) * scale, 3);
    const position = (end: number) => round((end - low) * scale);
    const reach =
      !('reason' in interval) &&
      html`<line
        class="reach"
        x1="${position(interval.low)}"
        x2="${position(interval.high)}"
        y1="5"
        y2="5"
      />`;
    return html`<li>
      <div class="row"><span>${label}</span><data value="${value}">${formatScore(value)}</data></div>
      <svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="track" width="${WIDTH}" height="10" />
        <rect class="fill" x="${round(start)}" width="${round(length)}" height="10" />
        ${reach}
      </svg>
    </li>`;
  };
  return html`<figure class="chart">
    <figcaption><b>${first.title}</b>, ${first.direction}</figcaption>
    <ol class="bars">
      ${scores.map(bar)}
    </ol>
  </figure>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

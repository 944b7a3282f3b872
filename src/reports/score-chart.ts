import { formatScore } from './format-score.js';
import { html, type Html } from './html.js';
import type { Score } from './report-data.js';

/** Bar lengths are told in thousandths of the width there is. */
const WIDTH = 1000;

/**
 * Scores of one metric side by side on one scale that starts at 0. The values stand beside the bars as text, so
 * nothing is lost to those who cannot see them.
 * @param scores - of one metric and unit
 */
export function scoreChart(scores: readonly Score[]): Html {
  const [first] = scores;
  if (!first) return html``;
  const low = Math.min(0, ...scores.map(({ value }) => value));
  const high = Math.max(0, ...scores.map(({ value }) => value));
  const scale = high === low ? 0 : WIDTH / (high - low);
  const bar = ({ label, value }: Score): Html => {
    const start = (Math.min(0, value) - low) * scale;
    // A value close to nothing is still drawn: a hairline says "measured, small".
    const length = Math.max(Math.abs(value) * scale, 3);
    return html`<li>
      <div class="row"><span>${label}</span><data value="${value}">${formatScore(value)}</data></div>
      <svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="track" width="${WIDTH}" height="10" />
        <rect class="fill" x="${round(start)}" width="${round(length)}" height="10" />
      </svg>
    </li>`;
  };
  return html`<figure class="chart">
    <figcaption><b>${metricName(first)}</b>, ${first.direction}</figcaption>
    <ol class="bars">
      ${scores.map(bar)}
    </ol>
  </figure>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

export const metricName = ({ metric, unit }: Score): string =>
  unit ? `${metric.toUpperCase()} (${unit})` : metric.toUpperCase();

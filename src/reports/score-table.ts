import { formatInterval, formatScore } from './format-score.js';
import { html, type Html } from './html.js';
import { intervalPlot, intervalScale, type IntervalScale } from './interval-plot.js';
import type { DefinedScore, Score } from './report-data.js';

/** Every score: a row each, a column for every comparison. What is not defined says why. */
export function scoreTable(scores: readonly Score[]): Html {
  const labels = [...new Set(scores.map(({ label }) => label))];
  const rows = [...new Set(scores.map(({ id }) => id))].map((id) =>
    scores.filter((score) => score.id === id),
  );
  return html`<section>
    <h2>${rows.length === 1 ? 'The score' : 'All scores'}</h2>
    <p class="set-facts small quiet">
      The dot is the value, the line its 95% interval; a score’s comparisons share a scale.
    </p>
    <table class="scores">
      <thead>
        <tr>
          <th scope="col">Score</th>
          ${labels.map((label) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => scoreRow(row, labels))}
      </tbody>
    </table>
  </section>`;
}

function scoreRow(row: readonly Score[], labels: readonly string[]): Html {
  const [first] = row;
  if (!first) return html``;
  const defined = row.filter((score) => score.status === 'ok');
  // A lone dot would have nothing to be seen against.
  const plotted = defined.length > 1 || defined.some(({ interval }) => !('reason' in interval));
  const scale = plotted ? intervalScale(defined) : undefined;
  return html`<tr>
    <th scope="row">
      <b>${first.title}</b> <span class="quiet">${arrow(first)}</span>
      <p class="small quiet">${first.summary}</p>
    </th>
    ${labels.map((label) => {
      const score = row.find((candidate) => candidate.label === label);
      const content = score && cell(score, scale);
      return labels.length > 1 ? html`<td data-label="${label}">${content}</td>` : html`<td>${content}</td>`;
    })}
  </tr>`;
}

/** @param scale - undefined if there is nothing to plot */
function cell(score: Score, scale: IntervalScale | undefined): Html {
  if (score.status === 'undefined') {
    return html`<b>undefined</b>
      <p class="small quiet">${score.reason}</p>`;
  }
  return html`<data value="${score.value}">${formatScore(score.value)}</data>
    ${scale && intervalPlot(score, scale)}
    <p class="small quiet">${intervalText(score)}</p>`;
}

/** An interval in words, or why there is none. */
export function intervalText({ interval }: DefinedScore): string {
  return 'reason' in interval
    ? `No interval: ${interval.reason}.`
    : `${formatInterval(interval.low, interval.high)}, ${interval.about}`;
}

export const arrow = ({ direction }: Score): string =>
  (direction === 'lower is better' ? '↓' : '↑') + ` ${direction}`;

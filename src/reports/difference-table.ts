import { formatInterval, formatScore } from './format-score.js';
import { html, type Html } from './html.js';
import type { DifferenceRow } from './report-data.js';

/** What a candidate scores more or less than a baseline, and whether that is beyond chance. */
export function differenceTable(rows: readonly DifferenceRow[]): Html | false {
  return (
    rows.length > 0 &&
    html`<section>
      <h2>Differences</h2>
      <p class="set-facts small quiet">
        The first set less the second, with the 95% interval of the difference itself. Where it holds 0,
        either may be the better one.
      </p>
      <table class="strata">
        <thead>
          <tr>
            <th scope="col">Score</th>
            <th scope="col">Difference</th>
            <th scope="col">95% interval</th>
            <th scope="col">Better</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(row)}
        </tbody>
      </table>
    </section>`
  );
}

function row({ title, value, interval, verdict }: DifferenceRow): Html {
  return html`<tr>
    <th scope="row">${title}</th>
    <td data-label="Difference">${value === null ? 'undefined' : formatScore(value)}</td>
    <td data-label="95% interval">
      ${'reason' in interval ? html`<span class="small quiet">${interval.reason}</span>` : formatInterval(interval.low, interval.high)}
    </td>
    <td data-label="Better">${verdict}</td>
  </tr>`;
}

import { formatCount, formatScore } from './format-score.js';
import { html, type Html } from './html.js';
import type { Score, StratumRow } from './report-data.js';

/** The scores of single strata, for each score that has them. */
export function strataTables(scores: readonly Score[]): Html[] {
  return scores.flatMap((score) =>
    score.status === 'ok' && score.strata
      ? [
          html`<section>
            <h2>${score.title} by stratum: ${score.label}</h2>
            <table class="strata">
              <thead>
                <tr>
                  <th scope="col">Stratum</th>
                  <th scope="col">Real</th>
                  <th scope="col">Generated</th>
                  <th scope="col">${score.title}</th>
                </tr>
              </thead>
              <tbody>
                ${score.strata.map((stratum) => row(stratum, score.title))}
              </tbody>
            </table>
          </section>`,
        ]
      : [],
  );
}

const row = ({ stratum, real, generated, value, reason }: StratumRow, title: string): Html =>
  html`<tr>
    <th scope="row">${stratum}</th>
    <td data-label="Real">${formatCount(real)}</td>
    <td data-label="Generated">${formatCount(generated)}</td>
    <td data-label="${title}">
      ${value === null ? html`<span class="small">undefined: ${reason}</span>` : formatScore(value)}
    </td>
  </tr>`;

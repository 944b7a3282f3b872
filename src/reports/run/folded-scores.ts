import { html, type Html } from '../html.js';

/** Scores that are not shown at first: their titles, and within them their tables. */
export const foldedScores = <Scored extends { readonly title: string }>(
  what: 'quality' | 'control',
  scores: readonly Scored[],
  table: (score: Scored) => Html,
): Html =>
  html`<details class="rest-of-scores">
    <summary>
      ${scores.length} more ${what} ${scores.length === 1 ? 'score' : 'scores'}:
      ${scores.map(({ title }) => title).join(', ')}
    </summary>
    ${scores.map(table)}
  </details>`;

import { formatCount, formatScore } from './format-score.js';
import { html, type Html } from './html.js';
import type { DefinedScore, LabelledValue, ReportData, Score } from './report-data.js';
import { scoreChart } from './score-chart.js';
import { arrow, intervalText } from './score-table.js';

/**
 * The first screen: the headline score, the same score of the other comparisons, and every warning.
 * @throws RangeError if there is no score at all
 */
export function verdict({ scores, sets }: ReportData): Html {
  const [first] = scores;
  if (!first) throw new RangeError('Expected at least one score but received none');
  const defined = scores.filter((score) => score.status === 'ok');
  const [headline] = defined;
  if (!headline) return undefinedVerdict(first);
  const others = defined.filter(({ id }) => id === headline.id);
  return html`<div class="verdict">
    <div class="headline">
      <h2>${headline.title}: ${headline.label}</h2>
      <data class="value" value="${headline.value}">${formatScore(headline.value)}</data>
      <p class="reach">${reach(headline)}</p>
      ${tags(headline)} ${headline.meaning && html`<p class="meaning">${headline.meaning}</p>`}
    </div>
    <div>${others.length > 1 && scoreChart(others)} ${facts(headline.details)}</div>
    ${warnings(scores, sets)}
  </div>`;
}

const reach = (score: DefinedScore): Html =>
  'reason' in score.interval
    ? html`${intervalText(score)}`
    : html`<b>95% interval</b> ${intervalText(score)}`;

function undefinedVerdict(score: Score): Html {
  const { title, label } = score;
  return html`<div class="verdict">
    <div class="headline">
      <h2>${title}: ${label}</h2>
      <p class="value">undefined</p>
      ${score.status === 'undefined' && html`<p class="meaning">${score.reason}</p>`}
    </div>
  </div>`;
}

const tags = (score: DefinedScore): Html =>
  html`<ul class="tags">
    <li>${arrow(score)}</li>
    ${
      score.comparable
        ? html`<li>comparable with published figures</li>`
        : html`<li class="caution">not comparable with published figures</li>`
    }
  </ul>`;

const facts = (details: readonly LabelledValue[]): Html | false =>
  details.length > 0 &&
  html`<dl class="facts">
    ${details.map(
      ({ label, value }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

/** Every warning once, with the scores it is about, and every set that lost images. */
function warnings(scores: readonly Score[], sets: ReportData['sets']): Html | false {
  const defined = scores.filter((score) => score.status === 'ok');
  const about = new Map<string, DefinedScore[]>();
  for (const score of defined) {
    for (const text of score.warnings) about.set(text, [...(about.get(text) ?? []), score]);
  }
  const lines = [...about].map(([text, warned]) =>
    warned.length === defined.length
      ? html`<li>${text}</li>`
      : html`<li><b>${namesOf(warned, defined)}:</b> ${text}</li>`,
  );
  const losses = sets
    .filter(({ skipped }) => skipped.length > 0)
    .map(
      ({ label, skipped }) =>
        html`<li>
          <b>${label}:</b> ${formatCount(skipped.length)}
          ${skipped.length === 1 ? 'image was' : 'images were'} skipped, and the scores are without
          ${skipped.length === 1 ? 'it' : 'them'}. They are listed below.
        </li>`,
    );
  const all = [...lines, ...losses];
  return (
    all.length > 0 &&
    html`<ul class="warnings" aria-label="Warnings">
      ${all}
    </ul>`
  );
}

/** Scores by their titles, and by the comparison too where not all comparisons of that title are meant. */
function namesOf(some: readonly DefinedScore[], all: readonly DefinedScore[]): string {
  const titled = (scores: readonly DefinedScore[], title: string) =>
    scores.filter((score) => score.title === title);
  return [...new Set(some.map(({ title }) => title))]
    .flatMap((title) => {
      const meant = titled(some, title);
      const everywhere = meant.length === titled(all, title).length;
      return everywhere ? [title] : meant.map(({ label }) => `${title} of ${label}`);
    })
    .join(', ');
}

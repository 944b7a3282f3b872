import { formatCount, formatScore } from './format-score.js';
import { html, type Html } from './html.js';
import type { LabelledValue, ReportData, Score } from './report-data.js';
import { metricName, scoreChart } from './score-chart.js';

/** The first screen: the headline score, the scores it is to be read against, and every warning. */
export function verdict({ scores, sets }: ReportData): Html {
  const [headline, ...others] = scores;
  if (!headline) throw new RangeError('Expected at least one score but received none');
  const charts = groups(scores).filter((group) => group.length > 1);
  const explained = headline.meaning && html`<p class="meaning">${headline.meaning}</p>`;
  return html`<div class="verdict">
      <div class="headline">
        <h2>${metricName(headline)}: ${headline.label}</h2>
        ${bigValue(headline)} ${tags(headline)} ${explained}
      </div>
      <div>${charts.map(scoreChart)} ${facts(headline.details)}</div>
      ${warnings(scores, sets)}
    </div>
    ${
      others.length > 0 &&
      html`<section>
        <h2>Read it against</h2>
        <div class="others">${others.map((score) => card(score, headline))}</div>
      </section>`
    }`;
}

/** Scores that may share a scale, in the order in which their metrics first appear. */
function groups(scores: readonly Score[]): Score[][] {
  const byScale = new Map<string, Score[]>();
  for (const score of scores) {
    const key = JSON.stringify([score.metric, score.unit, score.direction]);
    byScale.set(key, [...(byScale.get(key) ?? []), score]);
  }
  return [...byScale.values()];
}

const bigValue = ({ value, unit }: Score): Html =>
  html`<data class="value" value="${value}"
    >${formatScore(value)}${unit && html`<span class="unit">${unit}</span>`}</data
  >`;

const tags = ({ direction, comparable }: Score): Html =>
  html`<ul class="tags">
    <li>${direction === 'lower is better' ? '↓' : '↑'} ${direction}</li>
    ${
      comparable
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

/** Another score; what it has in common with the headline is not said twice. */
function card(score: Score, headline: Score): Html {
  const alike = score.direction === headline.direction && score.comparable === headline.comparable;
  return html`<article class="other">
    <h3>${metricName(score)}: ${score.label}</h3>
    ${bigValue(score)} ${!alike && tags(score)}
    ${score.meaning && html`<p class="small">${score.meaning}</p>`} ${facts(score.details)}
  </article>`;
}

/** Every warning once, with the scores it is about, and every set that lost images. */
function warnings(scores: readonly Score[], sets: ReportData['sets']): Html | false {
  const about = new Map<string, string[]>();
  for (const score of scores) {
    const name = `${metricName(score)}, ${score.label}`;
    for (const text of score.warnings) about.set(text, [...(about.get(text) ?? []), name]);
  }
  const lines = [...about].map(([text, labels]) =>
    labels.length === scores.length
      ? html`<li>${text}</li>`
      : html`<li><b>${labels.join('; ')}:</b> ${text}</li>`,
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

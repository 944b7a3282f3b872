import { createHash } from 'node:crypto';
import type { Comparison, Side } from '../config/result.js';
import { barChart } from './bar-chart.js';
import { Html, html } from './html.js';
import { provenanceTable } from './provenance-table.js';
import { style } from './style.js';
import type { Thumbnail } from './thumbnail.js';

/** One comparison of a report, under the name that tells it from the others. */
export interface ReportEntry {
  readonly label: string;
  /** What the comparison is there for; a sentence. */
  readonly purpose?: string;
  readonly comparison: Comparison;
}

/** A set of images shown, with the rule by which these were chosen. */
export interface Gallery {
  readonly label: string;
  readonly rule: string;
  readonly thumbnails: readonly Thumbnail[];
}

export interface ComparisonPage {
  readonly title: string;
  /** Name of the metric that all entries have in common. */
  readonly metricTitle: string;
  readonly entries: readonly ReportEntry[];
  readonly galleries: readonly Gallery[];
  /** The command that made it, if one did. */
  readonly command?: string;
}

/**
 * A report as ONE HTML file: no script, no request, everything inside it. The first screen is the verdict.
 * Whatever comes from data (names, paths, reasons) is escaped.
 */
export function renderComparisonPage(page: ComparisonPage): string {
  const { title, metricTitle, entries, galleries, command } = page;
  // Outside the template: a formatter's whitespace inside the element would change its hash.
  const styleElement = new Html(`<style>${style}</style>`);
  const styleHash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${statements(entries)}
          <div class="verdicts">${entries.map((entry) => verdict(entry, metricTitle))}</div>
          ${warnings(entries)} ${comparisonChart(entries, metricTitle)} ${galleries.map(gallery)}
          ${skippedImages(entries)}
          <h2>How it was made</h2>
          ${provenanceTable(entries)}
          ${command === undefined ? [] : [html`<pre><code>${command}</code></pre>`]}
        </main>
      </body>
    </html>`.text;
}

/** Whether the numbers compare with published ones: once, where all entries say the same. */
function statements(entries: readonly ReportEntry[]): Html[] {
  const distinct = [...new Set(entries.map(({ comparison }) => comparison.provenance.comparability))];
  return distinct.map((statement) => html`<p class="quiet">${statement}</p>`);
}

function verdict({ label, purpose, comparison }: ReportEntry, metricTitle: string): Html {
  const { score, real, generated } = comparison;
  return html`<section class="verdict">
    <div class="name">${label}</div>
    <div class="number">${shown(score.value)}</div>
    <div class="quiet">${metricTitle}, ${score.direction} is better</div>
    <p class="quiet">${imageCount(real)} real, ${imageCount(generated)} generated</p>
    ${purpose === undefined ? [] : [html`<p>${purpose}</p>`]}
  </section>`;
}

function warnings(entries: readonly ReportEntry[]): Html[] {
  const texts = [...new Set(entries.flatMap(({ comparison }) => comparison.score.warnings))];
  return texts.map((text) => html`<p class="warning"><strong>Beware.</strong> ${text}</p>`);
}

function comparisonChart(entries: readonly ReportEntry[], metricTitle: string): Html[] {
  if (entries.length < 2) return [];
  const bars = entries.map(({ label, comparison }) => ({
    label,
    value: comparison.score.value,
    text: shown(comparison.score.value),
  }));
  return [html`<h2>Side by side</h2>`, barChart(`${metricTitle} of each comparison`, bars)];
}

function gallery({ label, rule, thumbnails }: Gallery): Html {
  const items = thumbnails.map(
    ({ id, dataUri, widthPx, heightPx }) =>
      html`<li>
        <img src="${dataUri}" alt="Image ${id}" width="${widthPx}" height="${heightPx}" loading="lazy" />
        <span>${id}</span>
      </li>`,
  );
  return html`<h2>${label}</h2>
    <p class="quiet">${rule} Small lossy copies; the score saw the originals.</p>
    <ul class="gallery">
      ${items}
    </ul>`;
}

function skippedImages(entries: readonly ReportEntry[]): Html[] {
  const sides = new Map(
    entries
      .flatMap(({ comparison }) => [comparison.real, comparison.generated])
      .map((side) => [side.location, side] as const),
  );
  return [...sides.values()]
    .filter(({ skipped }) => skipped.length > 0)
    .map(
      ({ location, skipped }) =>
        html`<details open>
          <summary>
            ${skipped.length} images of ${location} could not be read and are not in the score
          </summary>
          <ul>
            ${skipped.map(({ reason }) => html`<li>${reason}</li>`)}
          </ul>
        </details>`,
    );
}

function imageCount({ count, location }: Side): string {
  return count === null ? `statistics of ${location}` : `${count.toLocaleString('en')} images`;
}

function shown(value: number): string {
  return value < 1e-9 ? '0' : value.toPrecision(4);
}

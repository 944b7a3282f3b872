import { createHash } from 'node:crypto';
import { contactStrip } from './contact-strip.js';
import { differenceTable } from './difference-table.js';
import { html, trustedHtml, type Html } from './html.js';
import { pairGallery } from './pair-gallery.js';
import { provenance } from './provenance.js';
import type { ReportData } from './report-data.js';
import { scoreTable } from './score-table.js';
import { strataTables } from './strata-table.js';
import { STYLE_SHEET } from './style-sheet.js';
import { verdict } from './verdict.js';

/**
 * A report as one HTML file that needs nothing else: no script, no network, no font. Its security policy allows the
 * style sheet written here, by hash, and inline images; whatever a hostile file name might smuggle in stays text.
 * @throws RangeError if there is no score, a score is not finite, or a thumbnail is not an inline image
 */
export function renderHtmlReport(report: ReportData): string {
  const styleHash = createHash('sha256').update(STYLE_SHEET).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${report.title}</title>
        <link rel="icon" href="data:," />
        ${trustedHtml(`<style>${STYLE_SHEET}</style>`)}
      </head>
      <body>
        <main class="page">
          <header>
            <p class="masthead"><span>gan-eval report</span>${createdAt(report.createdAt)}</p>
            <h1>${report.title}</h1>
          </header>
          ${verdict(report)} ${scoreTable(report.scores)} ${differenceTable(report.differences)}
          ${strataTables(report.scores)} ${report.galleries.map(pairGallery)} ${report.sets.map(contactStrip)}
          ${provenance(report)}
        </main>
      </body>
    </html> `;
  return page.toString();
}

/** The moment in UTC, which reads the same wherever the report is opened. */
function createdAt(iso: string): Html {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return html`<span>${iso}</span>`;
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(moment);
  return html`<time datetime="${moment.toISOString()}">${text} UTC</time>`;
}

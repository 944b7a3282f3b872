import { contactStrip } from './contact-strip.js';
import { createdAt } from './created-at.js';
import { differenceTable } from './difference-table.js';
import { html } from './html.js';
import { htmlPage } from './html-page.js';
import { pairGallery } from './pair-gallery.js';
import { provenance } from './provenance.js';
import type { ReportData } from './report-data.js';
import { scoreTable } from './score-table.js';
import { strataTables } from './strata-table.js';
import { STYLE_SHEET } from './style-sheet.js';
import { verdict } from './verdict.js';

/**
 * A report as one HTML file without a script; see {@link htmlPage}.
 * @throws RangeError if there is no score, a score is not finite, or a thumbnail is not an inline image
 */
export function renderHtmlReport(report: ReportData): string {
  const body = html`<main class="page">
    <header>
      <p class="masthead"><span>gan-eval report</span>${createdAt(report.createdAt)}</p>
      <h1>${report.title}</h1>
    </header>
    ${verdict(report)} ${scoreTable(report.scores)} ${differenceTable(report.differences)}
    ${strataTables(report.scores)} ${report.galleries.map(pairGallery)} ${report.sets.map(contactStrip)}
    ${provenance(report)}
  </main>`;
  return htmlPage({ title: report.title, style: STYLE_SHEET, body });
}

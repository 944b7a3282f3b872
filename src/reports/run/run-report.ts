import type { RunResult } from '../../config/run-result.js';
import { tradeoffPlot } from '../charts/tradeoff-plot.js';
import { createdAt } from '../created-at.js';
import { html, type Html } from '../html.js';
import { htmlPage } from '../html-page.js';
import { pageScript } from '../page-script.js';
import { controlSection } from './control-section.js';
import { gallerySection } from './gallery-section.js';
import { headlineSweeps } from './headline-sweeps.js';
import { interventionsSection } from './interventions-section.js';
import { nearestSection } from './nearest-section.js';
import { pictureSheet } from './picture-sheet.js';
import { qualitySection, type Summaries } from './quality-section.js';
import type { GeneratedShot, RunMedia } from './run-media.js';
import { runProvenance } from './run-provenance.js';
import { RUN_STYLE_SHEET } from './run-style.js';
import type { RunSection } from './run-section.js';
import { runVerdict } from './run-verdict.js';
import type { ShotKnowledge } from './shot-card.js';
import { shotPainter } from './shot-picture.js';
import { sweepSection } from './sweep-section.js';
import { tradeoffSection } from './tradeoff-section.js';

/**
 * The report of a run as one HTML file that opens from disk; see {@link htmlPage}. All of it can be read without a script, which
 * adds charts, filters, sorting and enlarged images.
 * @param summaries - what scores say in a sentence, by id
 * @throws RangeError if a picture is not an inline image
 * @throws GanEvalError if the page's script was not built
 */
export function renderRunReport(run: RunResult, media: RunMedia, summaries: Summaries = {}): string {
  const knowledge = shotKnowledge(run, media);
  const sections = [
    tradeoffSection(
      run,
      run.tradeoffs.map((tradeoff) => tradeoffPlot(tradeoff, run.points)),
    ),
    qualitySection(run, summaries),
    controlSection(run, summaries),
    interventionsSection(run),
    gallerySection(media, knowledge),
    sweepSection(media, headlineSweeps(run), knowledge),
    nearestSection(media, knowledge),
    runProvenance(run),
  ].filter((section) => section !== undefined);
  const body = html`<div class="run">
    <a class="skip" href="#verdict">Skip to the verdict</a>
    ${navigation(sections)}
    <main class="page">
      <header>
        <p class="masthead"><span>gan-eval report</span>${createdAt(run.provenance.createdAt)}</p>
        <h1>${run.title}</h1>
      </header>
      ${runVerdict(run)} ${sections.map(({ content }) => content)}
    </main>
    ${pictureSheet(media.pictures)}
  </div>`;
  return htmlPage({ title: run.title, style: RUN_STYLE_SHEET, script: pageScript(), body });
}

const navigation = (sections: readonly RunSection[]): Html =>
  html`<div class="bar">
    <nav aria-label="Sections">
      <ul>
        <li><a href="#verdict">Verdict</a></li>
        ${sections.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}
      </ul>
    </nav>
    <button type="button" id="theme" data-needs-script hidden>Dark</button>
  </div>`;

function shotKnowledge(run: RunResult, media: RunMedia): ShotKnowledge {
  const seen = new Map(
    run.points.map(({ id, control }) => [id, new Map(control?.images.map((image) => [image.id, image]))]),
  );
  const { pose, outfit } = run.configuration.tradeoff;
  const titles = new Map(
    run.points.flatMap(({ control }) => control?.scores.map(({ id, title }) => [id, title] as const) ?? []),
  );
  return {
    draw: shotPainter(media.pictures),
    seen: ({ point, id }: GeneratedShot) => seen.get(point)?.get(id),
    titles,
    headlines: [pose, outfit].filter((id) => titles.has(id)),
    articleScore: outfit,
  };
}

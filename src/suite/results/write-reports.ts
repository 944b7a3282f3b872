import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../../config/run-result.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { drawChart } from '../../reports/draw-chart.js';
import { renderJunit } from '../../reports/junit.js';
import { markdownPlots, renderMarkdownReport } from '../../reports/markdown-report.js';
import { renderRunReport } from '../../reports/run/run-report.js';
import type { Listener } from '../listener.js';
import { collectRunMedia } from './run-media.js';
import { scoreSummaries } from './score-summaries.js';

/** In a run folder, the charts of the report as pictures. */
const CHARTS = 'charts';

/**
 * Writes everything that is made from the record of a run, over what is there of an earlier one.
 * @param folder - of the run
 */
export async function writeReports(run: RunResult, folder: string, listener: Listener): Promise<void> {
  await writeHtmlReport(run, folder, join(folder, 'report.html'), listener);
  await write(join(folder, 'junit.xml'), renderJunit(run));
  // Those of scores that there are no more would be left.
  await rm(join(folder, CHARTS), { recursive: true, force: true });
  await mkdir(join(folder, CHARTS), { recursive: true });
  const charts = new Map<string, string>();
  for (const plot of markdownPlots(run)) {
    const path = `${CHARTS}/${plot.id}.png`;
    await write(join(folder, path), drawChart(plot));
    charts.set(plot.id, path);
  }
  await write(join(folder, 'report.md'), renderMarkdownReport(run, charts));
}

/**
 * Writes the HTML report of a run. Images that are no longer there are noted in it.
 * @param folder - of the run, which the paths of images start from
 */
export async function writeHtmlReport(
  run: RunResult,
  folder: string,
  path: string,
  listener: Listener,
): Promise<void> {
  const media = await collectRunMedia(run, folder, undefined, listener);
  for (const note of media.notes) listener.onNotice?.(note);
  await write(path, renderRunReport(run, media, scoreSummaries()));
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await writeFileAtomically(path, [Buffer.from(content)]);
}

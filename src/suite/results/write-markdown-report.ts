import { join } from 'node:path';
import type { RunResult } from '../../config/run-result.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import { drawChart } from '../../reports/draw-chart.js';
import { markdownPlots, renderMarkdownReport } from '../../reports/markdown-report.js';

/** The report in Markdown, in a run folder. */
const MARKDOWN_REPORT = 'report.md';
/** The folder of its pictures, beside it. */
export const CHARTS = 'charts';

/**
 * Draws the charts of a run, and writes its report in Markdown beside them.
 * @param folder - the run folder
 * @returns path of the report
 */
export async function writeMarkdownReport(run: RunResult, folder: string): Promise<string> {
  await makeFolder(join(folder, CHARTS));
  const charts = new Map<string, string>();
  for (const plot of markdownPlots(run)) {
    const path = `${CHARTS}/${plot.id}.png`;
    await writeFileAtomically(join(folder, path), [drawChart(plot)]);
    charts.set(plot.id, path);
  }
  const path = join(folder, MARKDOWN_REPORT);
  await writeFileAtomically(path, [Buffer.from(renderMarkdownReport(run, charts))]);
  return path;
}

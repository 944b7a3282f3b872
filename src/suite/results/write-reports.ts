import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../../config/run-result.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import { renderRunReport } from '../../reports/run/run-report.js';
import type { Listener } from '../listener.js';
import { collectRunMedia } from './run-media.js';
import { scoreSummaries } from './score-summaries.js';
import { writeJunit } from './write-junit.js';
import { CHARTS, writeMarkdownReport } from './write-markdown-report.js';

/**
 * Writes everything that is made from the record of a run, over what is there of an earlier one.
 * @param folder - of the run
 */
export async function writeReports(run: RunResult, folder: string, listener: Listener): Promise<void> {
  await writeHtmlReport(run, folder, join(folder, 'report.html'), listener);
  await writeJunit(join(folder, 'junit.xml'), run);
  // Those of scores that there are no more would be left.
  await rm(join(folder, CHARTS), { recursive: true, force: true });
  await writeMarkdownReport(run, folder);
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
  await writeFileAtomically(path, [Buffer.from(renderRunReport(run, media, scoreSummaries()))]);
}

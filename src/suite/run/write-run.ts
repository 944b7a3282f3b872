import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULT_FILE, type RunResult } from '../../config/run-result.js';
import { isLeftOver, writeFileAtomically } from '../../formats/atomic-write.js';
import { makeFolder } from '../../formats/make-folder.js';
import type { Listener } from '../listener.js';
import { writeReports } from '../results/write-reports.js';

/** Writes the record of a run, whole or not at all, and then what is made from it. What a run that was killed here has left is removed. */
export async function writeRun(folder: string, run: RunResult, listener: Listener): Promise<void> {
  await makeFolder(folder);
  for (const name of (await readdir(folder)).filter(isLeftOver)) await rm(join(folder, name));
  await writeFileAtomically(join(folder, RESULT_FILE), [Buffer.from(`${JSON.stringify(run, null, 2)}\n`)]);
  await writeReports(run, folder, listener);
}

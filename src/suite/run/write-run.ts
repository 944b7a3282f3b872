import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULT_FILE, type RunResult } from '../../config/run-result.js';
import { writeFileAtomically } from '../../formats/atomic-write.js';
import type { Listener } from '../listener.js';
import { writeReports } from '../results/write-reports.js';

/** Writes the record of a run, whole or not at all, and then what is made from it. */
export async function writeRun(folder: string, run: RunResult, listener: Listener): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFileAtomically(join(folder, RESULT_FILE), [Buffer.from(`${JSON.stringify(run, null, 2)}\n`)]);
  await writeReports(run, folder, listener);
}

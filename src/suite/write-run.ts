import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULT_FILE, type RunResult } from '../config/run-result.js';
import { writeFileAtomically } from '../formats/atomic-write.js';
import { renderJunit } from '../reports/junit.js';

/** Writes the record of a run, whole or not at all, and then what is made from it. */
export async function writeRun(folder: string, run: RunResult): Promise<void> {
  await mkdir(folder, { recursive: true });
  await write(join(folder, RESULT_FILE), `${JSON.stringify(run, null, 2)}\n`);
  await writeReports(folder, run);
}

/**
 * Writes everything that is made from the record of a run.
 * @param folder - the run folder, or another one for what is written
 */
export async function writeReports(folder: string, run: RunResult): Promise<void> {
  await mkdir(folder, { recursive: true });
  await write(join(folder, 'junit.xml'), renderJunit(run));
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await writeFileAtomically(path, [Buffer.from(content)]);
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULT_FILE, type RunResult } from '../config/run-result.js';
import { writeFileAtomically } from '../formats/atomic-write.js';

/** Writes the record of a run, whole or not at all. @returns its path */
export async function writeRunResult(folder: string, run: RunResult): Promise<string> {
  const path = join(folder, RESULT_FILE);
  await mkdir(folder, { recursive: true });
  await writeFileAtomically(path, [Buffer.from(`${JSON.stringify(run, null, 2)}\n`)]);
  return path;
}

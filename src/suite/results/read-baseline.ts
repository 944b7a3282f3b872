import type { RunResult } from '../../config/run-result.js';
import { InputError } from '../../errors.js';
import type { Baseline } from '../../gate/baseline-readings.js';
import { readMeasuredRun } from './read-measured-run.js';

export interface ReadBaseline {
  /** For gates. */
  readonly baseline: Baseline;
  /** For the record; null: there is none that can be read. */
  readonly record: RunResult['baseline'];
}

/**
 * Reads what deltas are taken from. That it is missing, or no result, is a verdict of the gates that need it, not an error.
 * @param path - undefined: none is named
 */
export async function readBaseline(path: string | undefined): Promise<ReadBaseline> {
  if (path === undefined) {
    const missing =
      'no baseline is named: accept one (gan-eval baseline accept), and name it (baseline: or --baseline)';
    return { baseline: { missing }, record: null };
  }
  try {
    const { measured, sha256, createdAt } = await readMeasuredRun(path);
    return { baseline: measured, record: { location: path, createdAt, sha256 } };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { baseline: { missing: error.message }, record: null };
  }
}

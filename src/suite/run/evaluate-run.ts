import type { RunResult } from '../../config/run-result.js';
import { executeRun, type RunOptions } from './execute-run.js';
import { planRun } from './plan-run.js';
import { readRunFile } from './read-run-file.js';
import { lockRunFolder } from './run-lock.js';
import type { RunListener } from './run-listener.js';
import type { RunPlan } from './run-plan.js';
import { timedRun } from './time-run.js';
import { WorkRates } from './work-rates.js';
import { writeRun } from './write-run.js';

export interface FinishedRun {
  readonly run: RunResult;
  /** The run folder. */
  readonly folder: string;
}

/**
 * Reads a configuration, and does what it asks for. Everything lands in its run folder. A run that was cut off goes on where it was.
 * @param path - of the configuration
 * @param check - called with the plan before anything is made; throws if it may not be carried out
 * @throws UsageError if the configuration cannot be used, or another run is writing to the same folder
 * @throws InputError if the data cannot; what was made until then stays
 */
export async function evaluateRun(
  path: string,
  options: RunOptions,
  listener: RunListener = {},
  check?: (plan: RunPlan) => Promise<void>,
): Promise<FinishedRun> {
  const plan = await planRun(await readRunFile(path), listener);
  await check?.(plan);
  const release = await lockRunFolder(plan.out, (text) => listener.onNotice?.(text));
  try {
    const rates = await WorkRates.load(options.ratesFile);
    const run = await executeRun(plan, options, timedRun(listener, plan, rates));
    // What a run before has learnt is of use, not needed.
    await rates.save().catch(() => undefined);
    await writeRun(plan.out, run, listener);
    return { run, folder: plan.out };
  } finally {
    release();
  }
}

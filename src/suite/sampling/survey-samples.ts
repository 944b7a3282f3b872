import { join } from 'node:path';
import { MANIFEST_FILE } from '../../config/manifest.js';
import { readManifest } from '../../conditions/read-manifest.js';
import { InputError, UsageError } from '../../errors.js';
import { checkRequest } from '../../generators/check-request.js';
import type { Generator } from '../../generators/generator.js';
import { intendSamples } from './intend-samples.js';
import { readSampleFolder } from './sample-folder.js';
import type { SampleRun } from './sample-generator.js';

export interface SampleSurvey {
  readonly count: number;
  /** Of these, how many are there already. */
  readonly there: number;
  /** Whether all are there and their manifest says so: nothing has to be made. */
  readonly complete: boolean;
}

/**
 * Finds out what sampling would make, and whether it could. Nothing is made, and nothing is written.
 * @throws UsageError if the generator does not take what is asked, or the folder holds other samples, or more of them
 * @throws InputError if conditions cannot be used
 */
export async function surveySamples(generator: Generator, run: SampleRun): Promise<SampleSurvey> {
  return intendSamples(generator, run, async ({ plan, record, asked: count }) => {
    const files = await readSampleFolder(run.out, record);
    let there = 0;
    for await (const sample of plan.samples(count)) {
      checkRequest(generator, sample);
      if (files.has(sample.file)) there++;
    }
    if (files.size > there) {
      throw new UsageError(
        `${run.out} holds ${files.size} samples, and ${count} are asked for now. Ask for ${files.size}, choose another folder, or remove it.`,
      );
    }
    return { count, there, complete: there === count && (await countLines(run.out)) === count };
  });
}

async function countLines(folder: string): Promise<number> {
  const lines = readManifest(join(folder, MANIFEST_FILE));
  let count = 0;
  try {
    while ((await lines.next()).done !== true) count++;
  } catch (error) {
    // It will be written again.
    if (!(error instanceof InputError)) throw error;
  }
  return count;
}

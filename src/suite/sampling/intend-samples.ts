import type { SamplingRecord } from '../../config/sampling-record.js';
import { checkKnobs } from '../../generators/check-request.js';
import type { Generator } from '../../generators/generator.js';
import { openSampleConditions } from './sample-conditions.js';
import type { SampleRun } from './sample-generator.js';
import { planSamples, type SamplePlan } from './sample-plan.js';
import { countSamples, samplingRecord } from './sample-record.js';

/** What a run of samples comes to. */
export interface IntendedSamples {
  readonly plan: SamplePlan;
  readonly record: SamplingRecord;
  /** How many are asked for. */
  readonly asked: number;
}

/**
 * Works out what a run of samples comes to, hands it on, and lets go of the conditions afterwards.
 * @throws UsageError if the generator does not take what is asked
 * @throws InputError if conditions cannot be used
 */
export async function intendSamples<Outcome>(
  generator: Generator,
  run: SampleRun,
  use: (samples: IntendedSamples) => Promise<Outcome>,
): Promise<Outcome> {
  checkKnobs(generator, run.knobs);
  const conditions =
    run.conditions === undefined ? null : await openSampleConditions(run.conditions, generator);
  try {
    const plan = planSamples(generator, conditions, { ...run, styleMix: run.styleMix ?? null });
    const record = samplingRecord(generator, run, conditions);
    return await use({ plan, record, asked: countSamples(generator, run, conditions, plan) });
  } finally {
    await conditions?.close();
  }
}

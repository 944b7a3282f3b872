import type { SamplingRecord } from '../../config/sampling-record.js';
import { UsageError } from '../../errors.js';
import type { Generator } from '../../generators/generator.js';
import type { SampleConditions } from './sample-conditions.js';
import type { SampleRun } from './sample-generator.js';
import type { SamplePlan } from './sample-plan.js';
import { packageVersion } from '../versions.js';

/**
 * How many samples are asked for.
 * @throws UsageError if that is not said, or more than there can be
 */
export function countSamples(
  { identity: { name }, made }: Generator,
  { count, seed }: SampleRun,
  conditions: SampleConditions | null,
  { most }: SamplePlan,
): number {
  const asked = count ?? conditions?.count ?? made?.length;
  if (asked === undefined) throw new UsageError(`Say how many samples of ${name} to make, such as -n 1000.`);
  if (asked > most) throw new UsageError(`${name} has ${most} images, and ${asked} are asked for.`);
  if (most === Infinity && seed + asked > 2 ** 32) {
    throw new UsageError(`Seeds end at ${2 ** 32 - 1}: ${asked} samples from seed ${seed} on are too many.`);
  }
  return asked;
}

/**
 * How the samples of a run are made.
 * @throws UsageError if images that are made already are to be made in some way
 */
export function samplingRecord(
  { identity, knobs, made, runsOn }: Generator,
  run: SampleRun,
  conditions: SampleConditions | null,
): SamplingRecord {
  const isMade = made !== null && conditions === null;
  if (isMade && (run.seed !== 0 || Object.keys(run.knobs).length > 0 || run.styleMix)) {
    throw new UsageError(
      `${identity.name} has its images already: seeds, knobs and styles cannot be set, only how many.`,
    );
  }
  return {
    generator: { ...identity },
    seed: run.seed,
    knobs: isMade
      ? null
      : Object.fromEntries(knobs.map((knob) => [knob.name, run.knobs[knob.name] ?? knob.default])),
    conditions: conditions && { manifest: conditions.manifest, sha256: conditions.sha256 },
    styleMix: run.styleMix ? { seed: run.styleMix.seed, layers: [...run.styleMix.layers] } : null,
    runsOn,
    version: packageVersion,
  };
}

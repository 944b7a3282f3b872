import { countWork } from './count-work.js';
import type { Listener } from '../listener.js';
import { probeStep } from './probe-step.js';
import { missingNetworks, networksOfStep } from './run-networks.js';
import type { RunPlan } from './run-plan.js';
import { runSteps, type RunStep } from './run-steps.js';
import { workKey } from './run-work.js';
import type { WorkRates } from './work-rates.js';

/** What a step would take. */
export interface StepForecast {
  readonly label: string;
  readonly images: number;
  /** Images of which an earlier run has kept the outcome; null: not known. */
  readonly kept: number | null;
  readonly secondsPerImage: number | null;
  /** Where that comes from, or why it is not known; empty if nothing is to be done. */
  readonly basis: string;
  /** At most, if it is not known what was kept; null: not known. */
  readonly seconds: number | null;
}

/** What a run would do, and how long that would take. */
export interface RunForecast {
  readonly out: string;
  readonly points: readonly { readonly id: string; readonly images: number; readonly there: number }[];
  readonly steps: readonly StepForecast[];
  /** Of the steps of which it is known. */
  readonly seconds: number;
  /** What the time leaves out. */
  readonly notCounted: readonly string[];
}

/**
 * Tells what a run would do. Nothing is fetched, and nothing is written but how long an image takes: that is tried on a few images where no
 * earlier run has kept it.
 */
export async function forecastRun(
  plan: RunPlan,
  cacheFolder: string | undefined,
  rates: WorkRates,
  listener: Listener = {},
): Promise<RunForecast> {
  const steps: StepForecast[] = [];
  const missing = await missingNetworks(plan);
  for (const step of runSteps(plan).filter(({ kind }) => kind !== 'report')) {
    steps.push(await forecastStep(step, plan, cacheFolder, rates, missing, listener));
  }
  await rates.save().catch(() => undefined);
  const unknown = steps.filter(({ seconds }) => seconds === null).map(({ label }) => label);
  return {
    out: plan.out,
    points: plan.points.map(({ id, survey }) => ({ id, images: survey.count, there: survey.there })),
    steps,
    seconds: steps.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
    notCounted: [
      ...unknown,
      ...missing.map((name) => `fetching ${name}`),
      'computing the scores and their intervals, once images have been seen',
      'the report',
    ],
  };
}

async function forecastStep(
  step: RunStep,
  plan: RunPlan,
  cacheFolder: string | undefined,
  rates: WorkRates,
  missing: readonly string[],
  listener: Listener,
): Promise<StepForecast> {
  const needed = networksOfStep(step, plan).filter((name) => missing.includes(name));
  const canLook = needed.length === 0;
  const { images, kept } = await countWork(step, plan, canLook ? cacheFolder : undefined);
  const todo = images - (kept ?? 0);
  const head = { label: step.label, images, kept };
  if (todo === 0) return { ...head, secondsPerImage: null, basis: '', seconds: 0 };
  const key = workKey(step, plan);
  let basis = 'measured earlier';
  if (rates.secondsPerImage(key) === undefined) {
    const probed = canLook ? await probe(step, plan, listener) : undefined;
    if (probed !== undefined) rates.set(key, probed);
    basis = 'tried on a few images';
  }
  const secondsPerImage = rates.secondsPerImage(key);
  if (secondsPerImage === undefined) {
    const why = canLook ? 'there is nothing to try it on yet' : `${needed.join(', ')} is still to be fetched`;
    return { ...head, secondsPerImage: null, basis: why, seconds: null };
  }
  return { ...head, secondsPerImage, basis, seconds: todo * secondsPerImage };
}

function probe(step: RunStep, plan: RunPlan, listener: Listener): Promise<number | undefined> {
  listener.onNotice?.(`Trying how long ${step.label} takes ...`);
  return probeStep(step, plan);
}

import { engineOf } from '../../config/run-file.js';
import { ensureModel } from '../../models/ensure-model.js';
import { verifyModel } from '../../models/verify-model.js';
import { modelsOfEstimator } from '../../pose/open-pose-estimator.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import { subjectsOf } from '../control/choose-control-scores.js';
import { chooseRunControl } from './plan-control.js';
import type { RunConfiguration } from './read-run-file.js';
import type { RunPlan } from './run-plan.js';
import { runSteps, type RunStep } from './run-steps.js';

type EyePlan = Pick<RunPlan, 'extractor' | 'eyes' | 'controlScores'>;
type NetworkPlan = EyePlan & Pick<RunPlan, 'points' | 'realCount'>;

/** Names of the built-in networks that a step runs. */
export function networksOfStep(
  step: Pick<RunStep, 'kind'>,
  { extractor, eyes, controlScores }: EyePlan,
): string[] {
  const builtIn = (name: string): string[] => (/\.onnx$/i.test(name) ? [] : [name]);
  if (step.kind === 'quality') return builtIn(extractor.features);
  if (step.kind !== 'control' || eyes === null) return [];
  const seesOutfits = subjectsOf(controlScores).includes('outfit');
  return [...modelsOfEstimator(eyes.pose), ...(seesOutfits ? builtIn(eyes.features) : [])];
}

function networksOfRun(plan: NetworkPlan): string[] {
  return [...new Set(runSteps(plan).flatMap((step) => networksOfStep(step, plan)))];
}

/**
 * The built-in networks that a configuration names, before there is a plan: those of control, too, which is measured only if a
 * generator turns out to take conditions.
 * @throws UsageError with its place in the configuration for an unknown score or option
 */
export async function networksOfFile(configuration: RunConfiguration): Promise<string[]> {
  const { features, control } = configuration.file;
  const plan: EyePlan = {
    extractor: { features: features.name, engine: engineOf(configuration.file), settings: {} },
    eyes: control === false ? null : control,
    controlScores: await chooseRunControl(configuration),
  };
  const kinds = ['quality', 'control'] as const;
  return [...new Set(kinds.flatMap((kind) => networksOfStep({ kind }, plan)))];
}

/** Of the networks that a run takes, those whose weights are still to be fetched. */
export async function missingNetworks(plan: NetworkPlan): Promise<string[]> {
  const missing: string[] = [];
  for (const name of networksOfRun(plan)) {
    if ((await verifyModel(name)).some(({ state }) => state !== 'ok')) missing.push(name);
  }
  return missing;
}

/**
 * Fetches what is missing of the weights of a run's networks, before there is anything to lose.
 * @throws UsageError if they are not to be had
 */
export async function ensureNetworks(plan: NetworkPlan, listener: Listener): Promise<void> {
  for (const name of networksOfRun(plan)) await ensureModel(name, modelProgress(listener));
}

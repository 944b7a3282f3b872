import { ensureModel } from '../../models/ensure-model.js';
import { verifyModel } from '../../models/verify-model.js';
import { modelsOfEstimator } from '../../pose/open-pose-estimator.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import { subjectsOf } from '../control/choose-control-scores.js';
import type { RunPlan } from './run-plan.js';
import { runSteps, type RunStep } from './run-steps.js';

type NetworkPlan = Pick<RunPlan, 'points' | 'realCount' | 'extractor' | 'eyes' | 'controlScores'>;

/** Names of the built-in networks that a step runs. */
export function networksOfStep(step: RunStep, { extractor, eyes, controlScores }: NetworkPlan): string[] {
  const builtIn = (name: string): string[] => (/\.onnx$/i.test(name) ? [] : [name]);
  if (step.kind === 'quality') return builtIn(extractor.features);
  if (step.kind !== 'control' || eyes === null) return [];
  const seesOutfits = subjectsOf(controlScores).includes('outfit');
  return [...modelsOfEstimator(eyes.pose), ...(seesOutfits ? builtIn(eyes.features) : [])];
}

function networksOfRun(plan: NetworkPlan): string[] {
  return [...new Set(runSteps(plan).flatMap((step) => networksOfStep(step, plan)))];
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

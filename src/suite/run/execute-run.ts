import type { ControlResult } from '../../config/control-result.js';
import { RUN_SCHEMA, runSchema, type RunResult } from '../../config/run-result.js';
import { judgeGates } from '../../gate/judge-gates.js';
import { measureTradeoffs } from '../../metrics/tradeoff/measure-tradeoffs.js';
import { compareEach, type ScoredComparison } from '../comparison/compare-each.js';
import type { ControlSets } from '../control/control-sides.js';
import { evaluateControl, type ControlRequest } from '../control/evaluate-control.js';
import { describeMachine } from './machine.js';
import { measuresWhatIsAsked } from './plan-control.js';
import { pointRecord } from './point-record.js';
import { portablePath } from '../portable-path.js';
import { runCosts } from './run-costs.js';
import type { RunListener } from './run-listener.js';
import { ensureNetworks } from './run-networks.js';
import type { PlannedPoint, RunPlan } from './run-plan.js';
import { runSteps } from './run-steps.js';
import { samplePoints } from './sample-points.js';
import { versions } from '../versions.js';

export interface RunOptions {
  /** That makes the result again, for its record. */
  readonly command: string;
  /** Folder of the feature cache; undefined: none is used. */
  readonly cacheFolder?: string | undefined;
  /** Where it is kept how long an image takes; undefined: nowhere. */
  readonly ratesFile?: string | undefined;
  /** Ends the sampling. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Samples, extracts and scores as planned. What a run before has made in the run folder, or left in the cache, is not made again.
 * @throws UsageError, InputError if something turns out not to be usable after all; what was made until then stays
 */
export async function executeRun(
  plan: RunPlan,
  options: RunOptions,
  listener: RunListener = {},
): Promise<RunResult> {
  const { file, out, points } = plan;
  const started = performance.now();
  await ensureNetworks(plan, listener);
  const steps = runSteps(plan);
  listener.onSteps?.(steps);
  let scored: readonly ScoredComparison[] = [];
  const controls = new Map<PlannedPoint, ControlResult>();
  for (const step of steps) {
    listener.onStep?.(step);
    if (step.kind === 'sample') await samplePoints(step, file.device, options.signal, listener);
    if (step.kind === 'quality') scored = await scoreQuality(plan, options, listener);
    if (step.kind === 'control')
      controls.set(step.point, await scoreControl(step.point, plan, options, listener));
  }
  const records = await Promise.all(
    points.map((point, i) => pointRecord(point, scored[i]!.comparison, controls.get(point) ?? null, out)),
  );
  const { baseline, record } = plan.baseline;
  const measured = {
    points: records,
    costs: runCosts(points.map((point, i) => ({ point, scored: scored[i]! }))),
    tradeoffs: plan.tradeoffs ? measureTradeoffs(records, file.tradeoff, file.seed) : [],
  };
  return runSchema.parse({
    ...{ schema: RUN_SCHEMA, title: file.title, configuration: file },
    ...measured,
    gates: judgeGates(plan.gates, measured, baseline),
    baseline: record && { ...record, location: portablePath(out, record.location) },
    provenance: {
      command: options.command,
      versions: versions(),
      machine: describeMachine(),
      seconds: (performance.now() - started) / 1000,
      createdAt: new Date().toISOString(),
    },
  } satisfies RunResult);
}

function scoreQuality(
  { file, extractor, requests, real, points }: RunPlan,
  { cacheFolder }: RunOptions,
  listener: RunListener,
): Promise<ScoredComparison[]> {
  const { seed, onError, metrics } = file;
  return compareEach(
    requests,
    real,
    points.map(({ images }) => images),
    {
      ...extractor,
      ...{ seed, onError, cacheFolder, strata: metrics.strata, intervals: true },
    },
    listener,
  );
}

async function scoreControl(
  point: PlannedPoint,
  plan: RunPlan,
  { cacheFolder }: RunOptions,
  listener: RunListener,
): Promise<ControlResult> {
  const { sets, request } = controlOfPoint(point, plan, cacheFolder);
  return evaluateControl(sets, request, listener);
}

/** What is asked of a point of which control is measured. */
export function controlOfPoint(
  { control, images }: PlannedPoint,
  { file, eyes, controlScores }: RunPlan,
  cacheFolder: string | undefined,
): { readonly sets: ControlSets; readonly request: ControlRequest } {
  if (control === null || eyes === null || file.control === false)
    throw new Error('Control was not planned.');
  const { manifest, first, real } = control;
  return {
    sets: { manifest, first, real, images },
    request: {
      ...{ ...eyes, resamples: file.control.resamples, cacheFolder, scores: controlScores },
      ...{ device: file.device, seed: file.seed, onError: file.onError },
      ...{ ifAskedFor: measuresWhatIsAsked(file), joint: false },
    },
  };
}

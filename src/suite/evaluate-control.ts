import type { ControlResult } from '../config/control-result.js';
import { openManifest } from '../conditions/open-manifest.js';
import { isScored } from '../metrics/control/is-scored.js';
import { measureControl } from '../metrics/control/measured-control.js';
import { shuffledSample } from '../metrics/pose/shuffled-sample.js';
import { openPoseEstimator, type PoseEstimatorRequest } from '../pose/open-pose-estimator.js';
import type { PoseEstimator } from '../pose/pose-estimator.js';
import { cachedPoseEstimator } from './cached-pose-estimator.js';
import type { ControlScoreRequest } from './choose-control-scores.js';
import { controlRecord } from './control-record.js';
import { readConditions } from './control-conditions.js';
import { lookAtSides, type ControlSets } from './control-sides.js';
import { controlWarnings } from './control-warnings.js';
import type { Listener } from './listener.js';
import { modelProgress } from './model-progress.js';
import { poseSample } from './pose-sample.js';
import { versions } from './versions.js';

export interface ControlOptions {
  readonly scores: readonly ControlScoreRequest[];
  /** Of the shuffles and of the resampling, 0 to 2^32 - 1. */
  readonly seed: number;
  /** For the intervals; 0: none. */
  readonly resamples: number;
  readonly onError: 'fail' | 'skip';
}

export interface ControlRequest extends ControlOptions, PoseEstimatorRequest {
  /** Folder of the feature cache; undefined: none is used. */
  readonly cacheFolder?: string | undefined;
}

/**
 * Measures how well generated images keep the poses asked for, beside a ceiling (real images) and a floor (shuffled conditions).
 * @throws InputError if manifest or images cannot be used, or do not belong together
 * @throws UsageError for an unknown estimator, or if its weights are not to be had
 */
export async function evaluateControl(
  sets: ControlSets,
  { cacheFolder, pose, device, ...options }: ControlRequest,
  listener: Listener = {},
): Promise<ControlResult> {
  const opened = await openPoseEstimator({ pose, device }, modelProgress(listener));
  const estimator = cacheFolder === undefined ? opened : await cachedPoseEstimator(opened, cacheFolder);
  try {
    return await controlWith(estimator, sets, options, listener);
  } finally {
    await estimator.dispose();
  }
}

/** {@link evaluateControl} with an estimator that is ready. */
export async function controlWith(
  estimator: PoseEstimator,
  sets: ControlSets,
  options: ControlOptions,
  listener: Listener = {},
): Promise<ControlResult> {
  const manifest = await openManifest(sets.manifest);
  const conditions = await readConditions(manifest, ['pose']);
  const { withPose, all } = conditions;
  const { ceiling, generated } = await lookAtSides(
    { estimator },
    manifest,
    conditions,
    sets,
    options,
    listener,
  );
  const sample = poseSample(estimator, generated);
  const floor = shuffledSample(sample, { seed: options.seed });
  const real = isScored(ceiling) ? poseSample(estimator, ceiling) : ceiling;
  const { seed, resamples } = options;
  listener.onStage?.({ label: 'scores', total: 100, unit: 'percent' });
  const scores = options.scores.map(({ definition, options: settings }) => {
    const measured = measureControl(definition, { generated: sample, floor, ceiling: real }, settings);
    const record = controlRecord(measured, { seed, resamples });
    listener.onAdvance?.(100 / options.scores.length);
    return record;
  });
  listener.onStageEnd?.();
  return {
    schema: 'gan-eval/control/1',
    manifest: {
      location: sets.manifest,
      conditions: withPose,
      withoutPose: all.length - withPose,
    },
    generated: generated.side,
    ceiling: isScored(ceiling)
      ? { status: 'ok', ...ceiling.side }
      : { status: 'undefined', reason: ceiling.reason },
    floor: isScored(floor)
      ? { status: 'ok', shuffles: floor.pairs.length / sample.pairs.length }
      : { status: 'undefined', reason: floor.reason },
    scores,
    warnings: controlWarnings(generated, ceiling, withPose),
    provenance: {
      estimator: { ...estimator.identity },
      supported: [...estimator.supported],
      runsOn: estimator.runsOn,
      seed,
      resamples,
      versions: versions(),
      createdAt: new Date().toISOString(),
    },
  };
}

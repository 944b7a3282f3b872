import type { ControlJoint, ControlResult } from '../../config/control-result.js';
import type { Condition } from '../../conditions/condition.js';
import { editsOf } from '../../conditions/edits.js';
import { openManifest, type Manifest } from '../../conditions/open-manifest.js';
import { InputError } from '../../errors.js';
import { isScored } from '../../metrics/control/is-scored.js';
import { pckh } from '../../metrics/pose/pckh.js';
import { withLicence } from '../../models/with-licence.js';
import { openPoseEstimator, type PoseEstimatorRequest } from '../../pose/open-pose-estimator.js';
import type { PoseEstimator } from '../../pose/pose-estimator.js';
import { cachedPoseEstimator } from './cached-pose-estimator.js';
import { subjectsOf, type ControlScoreRequest } from './choose-control-scores.js';
import { readConditions } from './control-conditions.js';
import { controlEdits } from './control-edits.js';
import { controlImages } from './control-images.js';
import { measureSubjects } from './control-measures.js';
import { controlRecord } from './control-record.js';
import { controlJoint, type JointSource } from './control-joint.js';
import { lookAtSides, type ControlSets, type ControlSource } from './control-sides.js';
import { controlWarnings } from './control-warnings.js';
import type { Listener } from '../listener.js';
import type { Eyes } from './look-at-images.js';
import { manifestSlots } from '../manifest/manifest-slots.js';
import { modelProgress } from '../model-progress.js';
import { openOutfitEye } from './open-outfit-eye.js';
import type { OutfitEye } from './outfit-eye.js';
import { knowOutfits, outfitSample } from './outfit-sample.js';
import { pairedSamples } from './paired-samples.js';
import { poseSample } from './pose-sample.js';
import { versions } from '../versions.js';

export interface ControlOptions {
  readonly scores: readonly ControlScoreRequest[];
  /** Whether scores of what no line asks for, or has no head box for, are left out; else they are an error. */
  readonly ifAskedFor: boolean;
  /** Of the shuffles and of the resampling, 0 to 2^32 - 1. */
  readonly seed: number;
  /** For the intervals; 0: none. */
  readonly resamples: number;
  readonly onError: 'fail' | 'skip';
  /** A label of the conditions: KID within each of its values is part of the joint scores. */
  readonly strata?: string | undefined;
}

export interface ControlRequest extends ControlOptions, PoseEstimatorRequest {
  /** What looks at clothes: a built-in extractor or an .onnx file. */
  readonly features: string;
  /** Whether images and conditions are also scored in one number. */
  readonly joint: boolean;
  /** Folder of the feature cache; undefined: none is used. */
  readonly cacheFolder?: string | undefined;
}

/** Opens what looks at images, when it is known what is to be looked at. */
export interface EyeOpeners {
  estimator(): Promise<PoseEstimator>;
  outfits(manifest: Manifest): Promise<OutfitEye>;
  /** Scores images and conditions in one number; undefined: that is not asked for. */
  readonly joint?: ((seen: JointSource) => Promise<ControlJoint>) | undefined;
}

/**
 * Measures how well generated images keep what was asked for, beside a ceiling (real images) and a floor (shuffled conditions).
 * @throws InputError if manifest or images cannot be used, or do not belong together
 * @throws UsageError for an unknown network, or if its weights are not to be had
 */
export async function evaluateControl(
  sets: ControlSets,
  request: ControlRequest,
  listener: Listener = {},
): Promise<ControlResult> {
  return controlWith(eyeOpeners(sets, request, listener), sets, request, listener);
}

/** What opens the networks that are asked for. */
export function eyeOpeners(
  sets: ControlSets,
  { cacheFolder, pose, engine, features, joint }: ControlRequest,
  listener: Listener,
): EyeOpeners {
  return {
    async estimator() {
      const opened = await openPoseEstimator({ pose, engine }, modelProgress(listener));
      return cacheFolder === undefined
        ? opened
        : cachedPoseEstimator(opened, cacheFolder, (text) => listener.onNotice?.(text));
    },
    outfits: (manifest) =>
      openOutfitEye(
        manifest,
        { features, engine, cacheFolder, parsing: sets.parsing !== undefined },
        listener,
      ),
    joint: joint
      ? (seen) => controlJoint(seen, { features, engine, cacheFolder, settings: {} }, listener)
      : undefined,
  };
}

/** {@link evaluateControl} with what looks at images. It disposes of what it opens. */
export async function controlWith(
  openers: EyeOpeners,
  sets: ControlSets,
  options: ControlOptions,
  listener: Listener = {},
): Promise<ControlResult> {
  const manifest = await openManifest(sets.manifest);
  const subjects = subjectsOf(options.scores);
  const conditions = await readConditions(manifest, subjects, options.ifAskedFor, sets.first);
  const lacksHeadBoxes = conditions.all.every(({ headBox }) => headBox === null);
  const requests = options.scores.filter(
    ({ about, definition }) =>
      conditions.count[about] > 0 && !(options.ifAskedFor && definition === pckh && lacksHeadBoxes),
  );
  if (options.strata !== undefined) requireLabel(conditions.asked, options.strata);
  const estimator = await openers.estimator();
  let outfits: OutfitEye | undefined;
  try {
    const hasEdits = editsOf(conditions.all).length > 0;
    if (hasEdits || subjectsOf(requests).includes('outfit')) outfits = await openers.outfits(manifest);
    const source = { sets, manifest, conditions };
    return await measureControls(requests, { estimator, outfits }, source, openers, options, listener);
  } finally {
    await Promise.all([estimator.dispose(), outfits?.dispose()]);
  }
}

async function measureControls(
  requests: readonly ControlScoreRequest[],
  eyes: Eyes,
  source: ControlSource,
  openers: Pick<EyeOpeners, 'joint'>,
  { seed, resamples, onError, strata }: ControlOptions,
  listener: Listener,
): Promise<ControlResult> {
  const { estimator, outfits } = eyes;
  const { sets, manifest, conditions } = source;
  const articles = outfits && (await outfits.articles(conditions.all));
  const { ceiling, generated } = await lookAtSides(eyes, source, { onError }, listener);
  const knowledge = outfits && articles && knowOutfits(outfits, articles, conditions.asked, ceiling, seed);
  const { measures, floors } = await measureSubjects(
    requests,
    { generated, ceiling },
    {
      pose: (seen) => poseSample(estimator, seen),
      outfit: (seen) => outfitSample(seen.images, knowledge!),
      image: () => pairedSamples(source, { generated, ceiling }, seed, listener),
    },
    seed,
  );
  listener.onStage?.({ label: 'scores', total: 100, unit: 'percent' });
  const scores = measures.map(({ about, measured }) => {
    const slots = about === 'outfit' ? manifest.slots : [];
    const record = controlRecord(about, measured, slots, { seed, resamples });
    listener.onAdvance?.(100 / measures.length);
    return record;
  });
  listener.onStageEnd?.();
  const resampling = { seed, resamples };
  return {
    schema: 'gan-eval/control/2',
    manifest: {
      location: sets.manifest,
      lines: conditions.all.length,
      withPose: conditions.count.pose,
      withOutfit: conditions.count.outfit,
      slots: manifestSlots(manifest.slots, conditions.all),
    },
    generated: generated.side,
    ceiling: isScored(ceiling)
      ? { status: 'ok', ...ceiling.side }
      : { status: 'undefined', reason: ceiling.reason },
    floors: [...floors],
    scores,
    interventions:
      outfits && knowledge
        ? await controlEdits(source, { estimator, outfits, knowledge }, ceiling, resampling, listener)
        : null,
    joint:
      (await openers.joint?.({
        ...{ source, articles, strata, seed, intervals: resamples > 0 },
        sides: { generated, ceiling },
      })) ?? null,
    images: controlImages(
      generated.images,
      measures.map(({ measured }) => measured),
    ),
    warnings: controlWarnings(generated, ceiling, conditions.asked.length),
    provenance: {
      estimator: withLicence(estimator.identity),
      supported: [...estimator.supported],
      outfits: outfits ? { ...withLicence(outfits.identity), regions: outfits.regions } : null,
      runsOn: estimator.runsOn,
      seed,
      resamples,
      versions: versions(),
      createdAt: new Date().toISOString(),
    },
  };
}

/** Before anything is looked at, which may take long. */
function requireLabel(conditions: readonly Condition[], label: string): void {
  const without = conditions.find(({ labels }) => !Object.hasOwn(labels, label));
  if (!without) return;
  const known = [...new Set(conditions.flatMap(({ labels }) => Object.keys(labels)))].sort();
  throw new InputError(
    `--strata ${label}: ${without.id} has no such label; expected one on every line. Labels there: ${known.join(', ') || 'none'}.`,
  );
}

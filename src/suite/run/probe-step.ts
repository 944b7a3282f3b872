import { engineOf } from '../../config/run-file.js';
import { openManifest } from '../../conditions/open-manifest.js';
import { extractFeatures } from '../../features/extract-features.js';
import { openExtractor } from '../../features/open-extractor.js';
import { openGenerator } from '../../generators/open-generator.js';
import { openImageSet } from '../../images/open-image-set.js';
import { openPoseEstimator } from '../../pose/open-pose-estimator.js';
import { openRealImages } from '../control/control-ceiling.js';
import { readConditions } from '../control/control-conditions.js';
import { lookAtImages } from '../control/look-at-images.js';
import { openOutfitEye } from '../control/open-outfit-eye.js';
import { subjectsOf } from '../control/choose-control-scores.js';
import type { PlannedPoint, RunPlan } from './run-plan.js';
import type { RunStep } from './run-steps.js';
import { openSampleConditions } from '../sampling/sample-conditions.js';
import { planSamples } from '../sampling/sample-plan.js';
import { defaultBatchSize } from '../comparison/set-samples.js';

/** Images that are worked on to see how long one takes. */
const IMAGES = 8;

/**
 * Tries how long an image of a step takes, on samples that are thrown away or on real images.
 * @returns seconds; undefined: there is nothing to try it on
 */
export async function probeStep(step: RunStep, plan: RunPlan): Promise<number | undefined> {
  switch (step.kind) {
    case 'sample':
      return probeSampling(step.points[0], plan);
    case 'quality':
      return plan.realCount === null ? undefined : probeExtraction(plan);
    case 'control':
      return probeLooking(step.point, plan);
    case 'report':
      return undefined;
  }
}

/** @param work - on the first so many images; gives how many there were */
async function timePerImage(work: (count: number) => Promise<number>): Promise<number | undefined> {
  // What is got ready once, such as memory, would count as the first image's time.
  await work(1);
  const started = performance.now();
  const count = await work(IMAGES);
  return count > 0 ? (performance.now() - started) / 1000 / count : undefined;
}

async function probeSampling({ sampling }: PlannedPoint, { file }: RunPlan): Promise<number | undefined> {
  if (!sampling) return undefined;
  const { source, run } = sampling;
  const generator = await openGenerator(source, { engine: engineOf(file), onNotice: () => undefined });
  const conditions =
    run.conditions === undefined ? null : await openSampleConditions(run.conditions, generator);
  try {
    const plan = planSamples(generator, conditions, { ...run, styleMix: null });
    return await timePerImage(async (wanted) => {
      const count = Math.min(wanted, plan.most);
      const samples = generator.sample(plan.samples(count));
      while ((await samples.next()).done !== true);
      return count;
    });
  } finally {
    await conditions?.close();
    await generator.dispose();
  }
}

async function probeExtraction({ extractor: request, requests, real }: RunPlan): Promise<number | undefined> {
  const roles = [...new Set(requests.map(({ metric }) => metric.reads))];
  const extractor = await openExtractor(request, roles);
  const set = await openImageSet(real);
  const batchSize = defaultBatchSize(request.engine);
  try {
    return await timePerImage(async (wanted) => {
      const indices = Array.from({ length: Math.min(wanted, set.ids.length) }, (_, i) => i);
      const options = { indices, roles, batchSize, onSkip: () => undefined };
      let count = 0;
      for await (const { ids } of extractFeatures(set, extractor, options)) count += ids.length;
      return count;
    });
  } finally {
    await set.close();
    await extractor.dispose();
  }
}

async function probeLooking(
  { control }: PlannedPoint,
  { eyes, controlScores, file }: RunPlan,
): Promise<number | undefined> {
  if (!control || !eyes) return undefined;
  const { pose, features } = eyes;
  const engine = engineOf(file);
  const subjects = subjectsOf(controlScores);
  const manifest = await openManifest(control.manifest);
  const { asked } = await readConditions(manifest, subjects, true, control.first);
  const real = await openRealImages(manifest, asked, control.real);
  if (!real) return undefined;
  const estimator = await openPoseEstimator({ pose, engine });
  const request = { features, engine, cacheFolder: undefined, parsing: false };
  const outfits = subjects.includes('outfit') ? await openOutfitEye(manifest, request, {}) : undefined;
  try {
    return await timePerImage(async (wanted) => {
      const some = real.joined.slice(0, wanted);
      const { side } = await lookAtImages(real.set, some, { estimator, outfits }, { onError: 'skip' }, {});
      return side.count;
    });
  } finally {
    await Promise.all([real.set.close(), estimator.dispose(), outfits?.dispose()]);
  }
}

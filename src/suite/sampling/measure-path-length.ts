import type { EngineChoice } from '../../config/engine-choice.js';
import type { PathLengthResult } from '../../config/path-length-result.js';
import { InputError, UsageError } from '../../errors.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { openExtractor, type ExtractorRequest } from '../../features/open-extractor.js';
import { checkKnobs } from '../../generators/check-request.js';
import type { Generator, SampleRequest } from '../../generators/generator.js';
import type { LatentStep, LatentWalk, WalkSettings } from '../../generators/latent-walk.js';
import { openGenerator } from '../../generators/open-generator.js';
import type { PixelImage } from '../../images/image.js';
import { plainRowProducts } from '../../math/row-products.js';
import { ppl } from '../../metrics/ppl.js';
import type { PathSample } from '../../metrics/sample.js';
import { withLicence } from '../../models/with-licence.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import { openSampleConditions, type SampleConditions } from './sample-conditions.js';
import { planSamples, type SamplePlan } from './sample-plan.js';
import { scoreMetric } from '../comparison/score-samples.js';
import { versions } from '../versions.js';

export interface PathLengthRun extends Omit<WalkSettings, 'space'> {
  /** undefined: the generator's usual one, the styles if it has a mapping network. */
  readonly space?: WalkSettings['space'] | undefined;
  /** How many steps. */
  readonly count: number;
  /** Of the first step; the others follow by one. */
  readonly seed: number;
  readonly knobs: SampleRequest['knobs'];
  /** A manifest, or the images that it belongs to: each path has the next of its conditions. */
  readonly conditions?: string | undefined;
  /** How many steps go through the generator at a time; undefined: its own. */
  readonly batch?: number | undefined;
  /** Options of the metric. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Measures the perceptual path length of a generator.
 * @param location - see {@link openGenerator}
 * @param features - what stands for the perceptual distance
 * @throws UsageError if the generator's latents are out of reach, or it does not take what is asked
 */
export async function measurePathLength(
  location: string,
  engine: EngineChoice,
  features: ExtractorRequest,
  run: PathLengthRun,
  listener: Listener = {},
): Promise<PathLengthResult> {
  const generator = await openGenerator(location, { engine, onNotice: (text) => listener.onNotice?.(text) });
  let conditions: SampleConditions | null = null;
  let extractor: FeatureExtractor | undefined;
  try {
    const walk = walkOf(generator);
    checkKnobs(generator, run.knobs);
    if (run.conditions !== undefined) conditions = await openSampleConditions(run.conditions, generator);
    extractor = await openExtractor(features, ['features'], modelProgress(listener));
    const settings = { ...run, space: run.space ?? walk.spaces[0]! };
    const plan = planSamples(generator, conditions, { ...run, styleMix: null });
    const path = await takeSteps(walk, plan, extractor, settings, listener);
    const scored = await scoreMetric({ metric: ppl, options: run.options ?? {} }, (options) =>
      ppl.compute([path], options, { products: plainRowProducts, intervals: true }),
    );
    const { space, sampling, epsilon, count: steps, seed } = settings;
    return {
      schema: 'gan-eval/path-length/1',
      scores: scored.map(({ score }) => score),
      generator: { ...generator.identity, runsOn: generator.runsOn },
      walk: {
        ...{ space, sampling, epsilon, steps, seed },
        knobs: Object.fromEntries(
          generator.knobs.map((knob) => [knob.name, run.knobs[knob.name] ?? knob.default]),
        ),
        conditions: conditions && { manifest: conditions.manifest, sha256: conditions.sha256 },
      },
      provenance: provenanceOf(extractor, run),
    };
  } finally {
    await conditions?.close();
    await extractor?.dispose();
    await generator.dispose();
  }
}

function walkOf({ walk, identity: { name, loader } }: Generator): LatentWalk {
  if (walk) return walk;
  throw new UsageError(
    `${name}: the latents of a generator with the loader '${loader}' are out of reach, and the path length needs steps between them. ` +
      "Expected loader 'onnx' or 'tfjs'; export the network, see docs/generators.md.",
  );
}

async function takeSteps(
  walk: LatentWalk,
  plan: SamplePlan,
  extractor: FeatureExtractor,
  settings: WalkSettings & PathLengthRun,
  listener: Listener,
): Promise<PathSample> {
  const { count, epsilon, batch } = settings;
  const columns = extractor.outputs.features!.width;
  const ids: string[] = [];
  const ends = [new Float32Array(count * columns), new Float32Array(count * columns)] as const;
  listener.onStage?.({ label: 'steps through the latent space', total: 2 * count, unit: 'images' });
  try {
    for await (const step of walk.steps(plan.samples(count), settings, { batch })) {
      const vectors = await describe(extractor, step);
      vectors.forEach((vector, end) => {
        ends[end]!.set(vector, ids.length * columns);
      });
      ids.push(String(step.request.seed));
      listener.onAdvance?.(2);
    }
  } finally {
    listener.onStageEnd?.();
  }
  const [start, end] = ends.map((data) => ({ rows: count, columns, data }));
  return { kind: 'path', ids, start: start!, end: end!, epsilon };
}

/** The features of both ends of a step. */
async function describe(
  extractor: FeatureExtractor,
  { request, start, end }: LatentStep,
): Promise<Float32Array[]> {
  const inputs = [start, end].map((image: PixelImage) => extractor.preprocess(image));
  const vectors = (await extractor.extract(inputs)).features!;
  if (!vectors.every(Number.isFinite)) {
    throw new InputError(
      `${extractor.name} gives features that are NaN or infinite for the step of seed ${request.seed}; ` +
        `check the network and its preprocessing (${extractor.outputs.features!.identity.preprocessing}).`,
    );
  }
  const width = vectors.length / 2;
  return [vectors.subarray(0, width), vectors.subarray(width)];
}

function provenanceOf(
  { outputs, runsOn }: FeatureExtractor,
  { count, seed }: PathLengthRun,
): PathLengthResult['provenance'] {
  const { identity } = outputs.features!;
  return {
    features: withLicence(identity),
    outputs: { features: identity.output },
    runsOn,
    comparable: false,
    comparability:
      `The perceptual distance is the squared distance of features of ${identity.name}; published path lengths are of LPIPS on VGG16. ` +
      'The value ranks generators that were measured in the same way, and compares with no published one.',
    num: count,
    seed,
    versions: versions(),
    createdAt: new Date().toISOString(),
  };
}

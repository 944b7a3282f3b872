import type { ControlJoint } from '../../config/control-result.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { openExtractor, type ExtractorRequest } from '../../features/open-extractor.js';
import { openImageSet } from '../../images/open-image-set.js';
import type { ImageSet } from '../../images/image-set.js';
import { useKernelThreads } from '../../engines/kernel-threads.js';
import { plainRowProducts } from '../../math/row-products.js';
import { InputError } from '../../errors.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import type { MetricValue } from '../../metrics/definition.js';
import {
  jointScores,
  jointValue,
  type JointScoreDefinition,
  type JointValue,
} from '../../metrics/joint/fjd.js';
import type { BothSides, JointSample } from '../../metrics/joint/joint-sample.js';
import { kidByLabel } from '../../metrics/joint/kid-by-label.js';
import { outfitEmbedding, type EmbeddedOutfit } from '../../metrics/joint/outfit-embedding.js';
import { poseEmbedding, type PlacedPose } from '../../metrics/joint/pose-embedding.js';
import { intraKid } from '../../metrics/intra-kid.js';
import { withLicence } from '../../models/with-licence.js';
import { openRealImages } from './control-ceiling.js';
import type { ControlSides, ControlSource } from './control-sides.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import type { ArticlesByPath } from './outfit-sample.js';
import { partOfSet } from './part-of-set.js';
import { intervalOf } from '../comparison/score-samples.js';
import type { SeenImage, SeenSet } from './seen-set.js';
import { setSamples } from '../comparison/set-samples.js';

export interface JointRequest extends ExtractorRequest {
  readonly cacheFolder: string | undefined;
}

/** What was seen, and asked for. */
export interface JointSource {
  readonly source: ControlSource;
  readonly sides: ControlSides;
  /** undefined: no outfits were looked at. */
  readonly articles: ArticlesByPath | undefined;
  /** Label of the conditions within whose values KID is taken; undefined: none. */
  readonly strata: string | undefined;
  readonly intervals: boolean;
  /** Of the floor's shuffle. */
  readonly seed: number;
}

/**
 * Fréchet distances of images joined with their conditions, and KID within the values of a label, of what was seen.
 * @throws InputError if there are no real images, or a condition has no such label
 */
export async function controlJoint(
  { source, sides: { generated, ceiling }, articles, strata, intervals, seed }: JointSource,
  request: JointRequest,
  listener: Listener,
): Promise<ControlJoint> {
  if (!isScored(ceiling)) throw new InputError(`FJD compares with real images; ${ceiling.reason}.`);
  const { sets, manifest, conditions } = source;
  const extractor = await openExtractor(request, ['features'], modelProgress(listener));
  try {
    const real = await openRealImages(manifest, conditions.asked, sets.real);
    const sides = {
      real: await featuresOf(real!.set, ceiling, extractor, request, listener),
      generated: await featuresOf(await openImageSet(sets.images), generated, extractor, request, listener),
    };
    useKernelThreads();
    const tools = { products: plainRowProducts, intervals };
    const samples = joined(sides, manifest.slots, articles);
    const asked = jointScores.filter(({ parts }) => parts.every((part) => samples.real.asked[part]));
    const { identity } = extractor.outputs.features!;
    return {
      scores: asked.map((score) => record(score, jointValue(score, samples, seed, tools))),
      kidByLabel:
        strata === undefined
          ? null
          : { label: strata, kid: kidRecord(await kidByLabel(labelled(sides), strata, tools)) },
      features: withLicence({
        name: identity.name,
        weightsSha256: identity.weightsSha256,
        output: identity.output,
      }),
    };
  } finally {
    await extractor.dispose();
  }
}

/** Images that were seen, with their features. */
interface SeenFeatures {
  readonly images: readonly SeenImage[];
  readonly pictures: SeenSet['pictures'];
  readonly sample: Pick<JointSample, 'ids' | 'features'>;
}

async function featuresOf(
  set: ImageSet,
  { images, pictures }: SeenSet,
  extractor: FeatureExtractor,
  request: JointRequest,
  listener: Listener,
): Promise<SeenFeatures> {
  try {
    const places = new Map(set.ids.map((id, i) => [id, i]));
    const part = partOfSet(
      set,
      images.map(({ id }) => places.get(id)!),
    );
    const options = { ...request, seed: 0, onError: 'fail' } as const;
    const { samples } = await setSamples(part, extractor, { features: 'features' }, options, listener);
    const sample = samples.features;
    if (sample?.kind !== 'features') throw new Error('Features of every image were asked for.');
    return { images, pictures, sample };
  } finally {
    await set.close();
  }
}

function joined(
  { real, generated }: BothSides<SeenFeatures>,
  slots: readonly string[],
  articles: ArticlesByPath | undefined,
): BothSides<JointSample> {
  const all = [...real.images, ...generated.images];
  const poses = all.some(({ condition }) => condition.pose)
    ? poseEmbedding({ real: placedPoses(real), generated: placedPoses(generated) })
    : undefined;
  const outfits =
    articles && all.some(({ condition }) => condition.outfit)
      ? outfitEmbedding(
          { real: outfitsOf(real, articles), generated: outfitsOf(generated, articles) },
          { slots },
        )
      : undefined;
  const sampleOf = (side: 'real' | 'generated', { images, sample }: SeenFeatures): JointSample => ({
    ...sample,
    conditions: images.map(({ condition }) => condition.id),
    asked: { ...(poses && { pose: poses[side] }), ...(outfits && { outfit: outfits[side] }) },
  });
  return { real: sampleOf('real', real), generated: sampleOf('generated', generated) };
}

function placedPoses({ images, pictures }: SeenFeatures): readonly PlacedPose[] {
  return images.map(({ condition }) => ({ pose: condition.pose, picture: pictures.get(condition)! }));
}

function outfitsOf({ images }: SeenFeatures, articles: ArticlesByPath): readonly EmbeddedOutfit[] {
  return images.map(
    ({ condition }) =>
      new Map(
        Array.from(condition.outfit ?? [], ([slot, path]): [string, EmbeddedArticle] | undefined => {
          const article = path === null ? null : articles.get(path)!;
          return article && !isScored(article) ? undefined : [slot, article];
        }).filter((entry) => entry !== undefined),
      ),
  );
}

type EmbeddedArticle = ReturnType<EmbeddedOutfit['get']> & (object | null);

function labelled(sides: BothSides<SeenFeatures>): Parameters<typeof kidByLabel>[0] {
  const of = ({ images, sample }: SeenFeatures) => ({
    ...sample,
    labels: images.map(({ condition }) => condition.labels),
  });
  return { real: of(sides.real), generated: of(sides.generated) };
}

function record(
  definition: JointScoreDefinition,
  value: JointValue | NotScored,
): ControlJoint['scores'][number] {
  const { id, title } = definition;
  if (!isScored(value)) {
    const missing = { status: 'undefined', reason: value.reason } as const;
    return { id, title, score: missing, floor: missing, images: missing, details: {} };
  }
  const { value: whole, floor, images } = value;
  return {
    ...{ id, title },
    score: {
      status: 'ok',
      value: whole.value,
      interval: intervalOf(whole.value, whole.replicates, definition),
    },
    floor: isScored(floor)
      ? { status: 'ok', value: floor.value }
      : { status: 'undefined', reason: floor.reason },
    images: { status: 'ok', value: images.value },
    details: { ...whole.details },
  };
}

function kidRecord(value: MetricValue): NonNullable<ControlJoint['kidByLabel']>['kid'] {
  if (value.status === 'undefined') return value;
  return {
    status: 'ok',
    value: value.value,
    interval: intervalOf(value.value, value.replicates, intraKid.scores[0]),
    strata: (value.strata ?? []).map(({ stratum, real, generated, value: own }) => ({
      ...{ stratum, real, generated },
      value: own ?? null,
    })),
  };
}

import type { Condition } from '../../conditions/condition.js';
import { editsOf } from '../../conditions/edits.js';
import { openManifest, type Manifest } from '../../conditions/open-manifest.js';
import { openExtractor } from '../../features/open-extractor.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import { forEachBatch } from '../comparison/set-samples.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import { subjectsOf } from './choose-control-scores.js';
import { openRealImages } from './control-ceiling.js';
import { readConditions } from './control-conditions.js';
import { joinImages, requireComplete, type JoinedImage } from './control-join.js';
import type { ControlSets } from './control-sides.js';
import { editViews } from './edit-views.js';
import { eyeOpeners, type ControlRequest } from './evaluate-control.js';
import { lookAtImages, type Eyes } from './look-at-images.js';
import type { OutfitEye } from './outfit-eye.js';
import { openParsingMaps, type ParsingMaps } from './parsing-maps.js';
import { partOfSet } from './part-of-set.js';

/** Which of the images are looked at. */
export interface LookedAt {
  /** The part of a list that is. */
  readonly part: <T>(all: readonly T[]) => T[];
  /** Ids of the generated images, where not all are there yet; undefined: all are, and `part` says which. */
  readonly generated: ReadonlySet<string> | undefined;
}

/** Who looks at what, in words. */
export interface KeptLooks {
  readonly images: number;
  readonly eyes: Readonly<Record<string, string>>;
}

/**
 * Looks at a part of the images as {@link evaluateControl} will look at all of them, so that it finds what was seen in the cache.
 * @throws InputError, UsageError as evaluateControl
 */
export async function keepLooks(
  sets: ControlSets,
  request: ControlRequest,
  which: LookedAt,
  listener: Listener,
): Promise<KeptLooks> {
  const manifest = await openManifest(sets.manifest);
  const subjects = subjectsOf(request.scores);
  const { all, asked, count } = await readConditions(manifest, subjects, request.ifAskedFor, sets.first);
  const openers = eyeOpeners(sets, request, listener);
  const estimator = await openers.estimator();
  let outfits: OutfitEye | undefined;
  let maps: ParsingMaps | undefined;
  try {
    const edits = editsOf(all);
    if (edits.length > 0 || (subjects.includes('outfit') && count.outfit > 0)) {
      outfits = await openers.outfits(manifest);
      await outfits.articles(which.part(all));
    }
    if (sets.parsing !== undefined) maps = await openParsingMaps(manifest, sets.parsing);
    const wanted = new Set(asked);
    const edited = new Set(edits.flatMap(({ edited, base }) => [edited, base]));
    const eyes: Eyes = { estimator, outfits };
    let images = 0;
    for (const open of [openReal, openGenerated]) {
      const side = await open();
      if (!side) continue;
      try {
        images += await lookAt(side, eyes, { manifest, wanted, edited, request, maps }, listener);
      } finally {
        await side.set.close();
      }
    }
    return { images, eyes: wordsOf(eyes) };
  } finally {
    await Promise.all([estimator.dispose(), outfits?.dispose(), maps?.close()]);
  }

  async function openReal(): Promise<SidePart | undefined> {
    const real = await openRealImages(manifest, asked, sets.real);
    return real && { name: 'real', set: real.set, joined: which.part(real.joined) };
  }

  async function openGenerated(): Promise<SidePart | undefined> {
    // The folder of samples may not be there yet.
    if (which.generated?.size === 0) return undefined;
    const set = await openImageSet(sets.images);
    const joined = joinImages(set.ids, all);
    if (which.generated) {
      return { name: 'generated', set, joined: joined.filter(({ id }) => which.generated?.has(id)) };
    }
    requireComplete({ location: sets.images, ids: set.ids, joined }, asked, manifest.path);
    return { name: 'generated', set, joined: which.part(joined) };
  }
}

interface SidePart {
  readonly name: 'real' | 'generated';
  readonly set: ImageSet;
  readonly joined: readonly JoinedImage[];
}

interface LookContext {
  readonly manifest: Manifest;
  /** Conditions that are scored. */
  readonly wanted: ReadonlySet<Condition>;
  /** Conditions of edits. */
  readonly edited: ReadonlySet<Condition>;
  readonly request: ControlRequest;
  readonly maps: ParsingMaps | undefined;
}

async function lookAt(
  { name, set, joined }: SidePart,
  eyes: Eyes,
  { manifest: { slots, regions }, wanted, edited, request, maps }: LookContext,
  listener: Listener,
): Promise<number> {
  const parsingOf =
    maps &&
    (({ id, condition }: JoinedImage) => (name === 'real' ? maps.ofReal(condition) : maps.ofGenerated(id)));
  const { onError } = request;
  const scored = joined.filter(({ condition }) => wanted.has(condition));
  const { side } = await lookAtImages(set, scored, eyes, { onError, parsingOf }, listener);
  const ofEdits = joined.filter(({ condition }) => edited.has(condition));
  if (eyes.outfits && ofEdits.length > 0) {
    // What is worn is judged when all images have been seen.
    const worn = () => ({ reason: 'not judged' });
    const viewer = { estimator: eyes.estimator, slots, regions, worn, describer: eyes.outfits, seenBy: '' };
    await editViews(set, ofEdits, viewer, listener);
  }
  if (request.joint) {
    const places = scored.map(({ index }) => index);
    await keepFeatures(partOfSet(set, places), request, listener);
  }
  return side.count;
}

async function keepFeatures(set: ImageSet, request: ControlRequest, listener: Listener): Promise<void> {
  const options = { ...request, settings: {} };
  const extractor = await openExtractor(options, ['features'], modelProgress(listener));
  try {
    await forEachBatch(set, extractor, ['features'], options, listener, () => undefined);
  } finally {
    await extractor.dispose();
  }
}

function wordsOf({ estimator, outfits }: Eyes): Record<string, string> {
  const words = ({ name, weightsSha256, settings }: OutfitEye['identity']): string =>
    `${name}, weights ${weightsSha256.slice(0, 16)}, ${settings}`;
  return {
    poses: words(estimator.identity),
    'engine and device': estimator.runsOn,
    ...(outfits && { outfits: words(outfits.identity), regions: outfits.regions }),
  };
}

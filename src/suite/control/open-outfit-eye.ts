import { join } from 'node:path';
import type { EngineChoice } from '../../config/engine-choice.js';
import type { Manifest } from '../../conditions/open-manifest.js';
import { ImageError, InputError, UsageError } from '../../errors.js';
import type { RgbImage } from '../../images/image.js';
import type { NotScored } from '../../metrics/control/definition.js';
import type { Article } from '../../metrics/outfit/outfit-sample.js';
import { readArticle } from '../../outfit/read-article.js';
import type { NotSeen, Region } from '../../outfit/region.js';
import { regionFromParsing } from '../../outfit/region-from-parsing.js';
import { regionFromPose } from '../../outfit/region-from-pose.js';
import { slotBody } from '../../outfit/slot-body.js';
import { wornInParsing } from '../../outfit/worn-in-parsing.js';
import { learntPresence, seenPresence } from './judge-presence.js';
import type { Listener } from '../listener.js';
import { openOutfitDescriber } from './open-outfit-describer.js';
import type { OutfitEye, SlotGuide } from './outfit-eye.js';

export interface OutfitEyeRequest {
  /** A built-in extractor or the path of an .onnx file. */
  readonly features: string;
  readonly engine: EngineChoice;
  /** Folder of the feature cache; undefined: none is used. */
  readonly cacheFolder: string | undefined;
  /** Whether images come with maps of body parts and clothes. */
  readonly parsing: boolean;
}

/** Articles decoded at a time: they may be large. */
const ARTICLES_AT_ONCE = 16;

/**
 * Opens what looks at outfits.
 * @throws UsageError for an unknown extractor, or a slot of which neither name nor manifest says where it is
 */
export async function openOutfitEye(
  manifest: Manifest,
  { features, engine, cacheFolder, parsing }: OutfitEyeRequest,
  listener: Listener,
): Promise<OutfitEye> {
  const regionOf = parsing ? byParsing(manifest) : byPose(manifest);
  const { describer, identity, dispose } = await openOutfitDescriber(
    { features, engine, settings: {} },
    cacheFolder,
    listener,
  );
  return {
    identity,
    regions: parsing ? 'parsing' : 'pose',
    async articles(conditions) {
      const askers = new Map<string, string>();
      for (const { id, outfit } of conditions) {
        for (const [slot, path] of outfit ?? []) {
          if (path !== null && !askers.has(path)) askers.set(path, `${manifest.path}: ${id}, ${slot}`);
        }
      }
      const articles = new Map<string, Article | NotScored>();
      const all = [...askers];
      listener.onStage?.({ label: 'articles', total: all.length, unit: 'images' });
      for (let start = 0; start < all.length; start += ARTICLES_AT_ONCE) {
        const some = all.slice(start, start + ARTICLES_AT_ONCE);
        const pictures = await Promise.all(
          some.map(([path, asker]) => readArticle(join(manifest.folder, path), asker).catch(explain)),
        );
        (await describer.articles(pictures)).forEach((article, i) => articles.set(some[i]![0], article));
        listener.onAdvance?.(some.length);
      }
      listener.onStageEnd?.();
      return articles;
    },
    async look(id, image, { outfit }, guide) {
      const slots = [...(outfit?.keys() ?? [])];
      const views = slots.map((slot) => ({
        name: `${id}, ${slot}`,
        image,
        region: regionOf(slot, id, image, guide),
      }));
      const seen = await describer.views(views);
      return new Map(slots.map((slot, i) => [slot, seen[i]!]));
    },
    views: (views) => describer.views(views),
    judge: (real, seed) => (parsing ? seenPresence : learntPresence(real, seed)),
    dispose,
  };
}

function explain(error: unknown): never {
  if (!(error instanceof ImageError)) throw error;
  throw new InputError(`${error.message}. Repair it, or correct the manifest.`, { cause: error });
}

/** Where to look for a slot in an image. */
type RegionOf = (slot: string, id: string, image: RgbImage, guide: SlotGuide) => Region | NotSeen;

function byPose({ slots, regions }: Manifest): RegionOf {
  const parts = new Map(slots.map((slot) => [slot, slotBody(slot, regions)]));
  return (slot, _, image, { pose }) =>
    pose ? regionFromPose(parts.get(slot)!, pose.keypoints, image) : { reason: 'nobody was found' };
}

/** @throws UsageError if the manifest does not say which labels a slot has */
function byParsing({ path, slots, parsingLabels }: Manifest): RegionOf {
  const missing = slots.filter((slot) => !parsingLabels.has(slot));
  if (missing.length > 0) {
    throw new UsageError(
      `${path} does not say which labels of a parsing map show ${missing.join(', ')}. Say so in its first line: ` +
        `{"slots": [...], "parsingLabels": {"${missing[0]!}": [5, 6]}}; or leave --parsing out.`,
    );
  }
  return (slot, id, image, { parsing }) => {
    if (!parsing) {
      throw new InputError(`${id} has no parsing map; expected one for every image, as --parsing was given.`);
    }
    const labels = parsingLabels.get(slot)!;
    return wornInParsing(parsing, labels)
      ? regionFromParsing(parsing, labels, image)
      : { reason: 'the parsing map shows nothing there' };
  };
}

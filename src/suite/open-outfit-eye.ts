import { join } from 'node:path';
import type { Manifest } from '../conditions/open-manifest.js';
import { ImageError, InputError, UsageError } from '../errors.js';
import { openFeatureCaches } from '../features/feature-caches.js';
import { missingRoles, openExtractor } from '../features/open-extractor.js';
import type { NotScored } from '../metrics/control/definition.js';
import type { Article } from '../metrics/outfit/outfit-sample.js';
import { OutfitDescriber } from '../outfit/outfit-describer.js';
import { readArticle } from '../outfit/read-article.js';
import { regionFromParsing } from '../outfit/region-from-parsing.js';
import { regionFromPose } from '../outfit/region-from-pose.js';
import { slotBody } from '../outfit/slot-body.js';
import { learntPresence, seenPresence } from './judge-presence.js';
import type { Listener } from './listener.js';
import { modelProgress } from './model-progress.js';
import type { OutfitEye, SlotGuide } from './outfit-eye.js';

export interface OutfitEyeRequest {
  /** A built-in extractor or the path of an .onnx file. */
  readonly features: string;
  readonly device: string;
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
  { features, device, cacheFolder, parsing }: OutfitEyeRequest,
  listener: Listener,
): Promise<OutfitEye> {
  const regionOf = parsing ? byParsing(manifest) : byPose(manifest);
  const request = { features, device, settings: {} };
  const role = (await missingRoles(request)).patches === undefined ? 'patches' : 'features';
  const extractor = await openExtractor(request, [role], modelProgress(listener));
  const caches =
    cacheFolder === undefined ? undefined : await openFeatureCaches(cacheFolder, extractor, [role]);
  const describer = new OutfitDescriber(extractor, caches?.byRole[role]);
  const { name, weightsSha256, output, preprocessing } = extractor.outputs[role]!.identity;
  return {
    identity: { name, weightsSha256, settings: `output ${output}; ${preprocessing}` },
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
    judge: (real, seed) => (parsing ? seenPresence : learntPresence(real, seed)),
    async dispose() {
      await Promise.all([extractor.dispose(), caches?.close()]);
    },
  };
}

function explain(error: unknown): never {
  if (!(error instanceof ImageError)) throw error;
  throw new InputError(`${error.message}. Repair it, or correct the manifest.`, { cause: error });
}

type RegionOf = (
  slot: string,
  id: string,
  image: Parameters<OutfitEye['look']>[1],
  guide: SlotGuide,
) => ReturnType<typeof regionFromPose>;

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
    return regionFromParsing(parsing, parsingLabels.get(slot)!, image);
  };
}

import type { Condition } from '../../conditions/condition.js';
import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import type { Article, OutfitPair, OutfitSample } from '../../metrics/outfit/outfit-sample.js';
import type { Appearance } from '../../outfit/appearance.js';
import type { OutfitEye } from './outfit-eye.js';
import type { SeenImage, SeenSet } from './seen-set.js';

/** Articles by the path that a manifest gives, or why a picture shows none. */
export type ArticlesByPath = ReadonlyMap<string, Article | NotScored>;

/** How certain it is that something is worn in a slot. */
export type WornJudge = (
  slot: string,
  seen: Appearance | NotScored,
  image: Pick<SeenImage, 'condition'>,
) => number | NotScored;

/** What outfits are judged by. */
export interface OutfitKnowledge {
  readonly seenBy: string;
  readonly articles: ArticlesByPath;
  readonly galleries: OutfitSample['galleries'];
  readonly worn: WornJudge;
}

/** What is seen in every slot of which a condition says what is worn there. Articles whose picture shows nothing are left out. */
export function outfitSample(
  images: readonly SeenImage[],
  { seenBy, articles, galleries, worn }: OutfitKnowledge,
): OutfitSample {
  const pairs = images.flatMap((image) =>
    Array.from(image.condition.outfit ?? [], ([slot, path]): OutfitPair | undefined => {
      const asked = path === null ? null : articles.get(path)!;
      if (asked && !isScored(asked)) return undefined;
      const seen = image.slots.get(slot)!;
      return {
        ...{ id: image.id, slot, condition: image.condition.id, asked, own: asked?.id ?? null },
        ...{ seen, worn: worn(slot, seen, image) },
      };
    }).filter((pair) => pair !== undefined),
  );
  return { seenBy, pairs, galleries };
}

/** By slot: every article that a condition asks for, each once, in the order of the conditions. */
export function galleriesOf(
  conditions: readonly Condition[],
  articles: ArticlesByPath,
): OutfitSample['galleries'] {
  const galleries = new Map<string, Map<string, Article>>();
  for (const { outfit } of conditions) {
    for (const [slot, path] of outfit ?? []) {
      const article = path === null ? undefined : articles.get(path);
      if (!article || !isScored(article)) continue;
      const gallery = galleries.get(slot) ?? new Map<string, Article>();
      galleries.set(slot, gallery.set(article.id, article));
    }
  }
  return new Map(Array.from(galleries, ([slot, gallery]) => [slot, [...gallery.values()]]));
}

/** What outfits are judged by: articles, their galleries, and what real images show where something is worn. */
export function knowOutfits(
  eye: OutfitEye,
  articles: ArticlesByPath,
  conditions: readonly Condition[],
  real: SeenSet | NotScored,
  seed: number,
): OutfitKnowledge {
  return {
    seenBy: describeEye(eye),
    articles,
    galleries: galleriesOf(conditions, articles),
    worn: eye.judge(real, seed),
  };
}

/** Extractor and source of the regions, in words. */
export function describeEye({ identity: { name, weightsSha256, settings }, regions }: OutfitEye): string {
  return `${name} (${weightsSha256}, ${settings}), regions from the ${regions}`;
}

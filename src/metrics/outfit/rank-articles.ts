import type { LeftOutPart, NotScored } from '../control/definition.js';
import { isScored } from '../control/is-scored.js';
import { articleRanks, meanEmbedding, type Rank } from './article-ranks.js';
import { askedArticle } from './asked-article.js';
import { slotsOf } from './mean-of-slots.js';
import type { Appearance, Article, OutfitPair, OutfitSample } from './outfit-sample.js';

/** Where the article asked for ranks in the gallery of its slot. */
export interface Ranked {
  readonly slot: string;
  /** Number of articles. */
  readonly gallery: number;
  /** undefined: nothing is seen. */
  readonly rank: Rank | undefined;
}

export interface Ranking {
  /** In the order of the pairs; undefined: the slot is to be empty, or left out. */
  readonly ranked: readonly (Ranked | NotScored | undefined)[];
  readonly leftOut: readonly LeftOutPart[];
}

export interface RankingRule {
  /** A gallery has to have more articles than this. */
  readonly more: number;
  /** Whether means are taken off first. */
  readonly centre: boolean;
}

/** Conditions that the mean of what is seen has to rest on. Of few, it would hold what tells them apart, and take it off. */
const CENTRE_NEEDS = 10;

/** Ranks the article asked for in every slot of every image. */
export function rankArticles({ pairs, galleries }: OutfitSample, rule: RankingRule): Ranking {
  const leftOut: LeftOutPart[] = [];
  const ranked: (Ranked | NotScored | undefined)[] = [];
  const asks = new Map<string, Ask[]>(slotsOf(pairs).map((slot) => [slot, []]));
  pairs.forEach((pair, place) => {
    const { slot, seen } = pair;
    const asked = askedArticle(pair);
    if (asked && isScored(asked)) asks.get(slot)!.push({ place, asked, seen });
    else ranked[place] = asked;
  });
  for (const [slot, ofSlot] of asks) {
    if (ofSlot.length === 0) continue;
    const gallery = galleries.get(slot)!;
    const around = worn(pairs.filter((pair) => pair.slot === slot));
    const reason = obstacle(ofSlot, gallery, around, rule);
    if (reason !== undefined) {
      leftOut.push({ part: slot, reason });
      for (const { place } of ofSlot) ranked[place] = undefined;
      continue;
    }
    const ranks = ranksOf(ofSlot, gallery, rule.centre ? around : []);
    for (const { place } of ofSlot) ranked[place] = { slot, gallery: gallery.length, rank: ranks.get(place) };
  }
  return { ranked, leftOut };
}

/** An article asked for, beside what is seen. */
interface Ask {
  /** Of the pair. */
  readonly place: number;
  readonly asked: Article;
  readonly seen: Appearance | NotScored;
}

interface Worn {
  readonly condition: string;
  readonly seen: Appearance;
}

/** What is seen in each image whose own condition asks for an article, once. */
function worn(pairs: readonly OutfitPair[]): Worn[] {
  const images = new Map<string, Worn>();
  for (const { id, condition, own, seen } of pairs) {
    if (own !== null && isScored(seen)) images.set(id, { condition, seen });
  }
  return [...images.values()];
}

/** Why a slot cannot be ranked. */
function obstacle(
  asks: readonly Ask[],
  gallery: readonly Article[],
  around: readonly Worn[],
  { more, centre }: RankingRule,
): string | undefined {
  if (gallery.length <= more) {
    return `there are ${gallery.length} article(s) for the slot; to find one among the ${more} nearest takes ${more + 1}`;
  }
  const conditions = new Set(around.map(({ condition }) => condition)).size;
  if (centre && conditions < CENTRE_NEEDS && asks.some(({ seen }) => isScored(seen))) {
    return (
      `articles are seen there for ${conditions} condition(s); the mean to take off needs ${CENTRE_NEEDS} ` +
      '(centre=false takes none off)'
    );
  }
  return undefined;
}

/** Rank by place, where something is seen. @param around - what the mean to take off is taken over; none: none is taken off */
function ranksOf(
  asks: readonly Ask[],
  gallery: readonly Article[],
  around: readonly Worn[],
): ReadonlyMap<number, Rank> {
  // What is exchanged with several conditions is seen once.
  const views = new Map<Appearance, Ask[]>();
  for (const ask of asks) {
    if (!isScored(ask.seen)) continue;
    const same = views.get(ask.seen);
    if (same) same.push(ask);
    else views.set(ask.seen, [ask]);
  }
  const centred = around.length > 0;
  const rows = articleRanks([...views.keys()], gallery, {
    seen: centred ? meanEmbedding(around.map(({ seen }) => seen)) : undefined,
    gallery: centred ? meanEmbedding(gallery) : undefined,
  });
  const indices = new Map(gallery.map(({ id }, j) => [id, j]));
  const ranks = new Map<number, Rank>();
  const groups = [...views.values()];
  for (const { row, rankOf } of rows) {
    for (const { place, asked } of groups[row]!) ranks.set(place, rankOf(indices.get(asked.id)!));
  }
  return ranks;
}

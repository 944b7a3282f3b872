import { InputError } from '../../errors.js';
import type { NotScored } from '../control/definition.js';
import { exchangedConditions, type Shuffling } from '../control/exchanged-conditions.js';
import { isScored } from '../control/is-scored.js';
import { checkOutfitSample } from './check-outfit-sample.js';
import type { Article, OutfitPair, OutfitSample } from './outfit-sample.js';

/** By slot, what a condition asks for. */
type Outfit = ReadonlyMap<string, Article | null>;

/**
 * The sample with whole outfits exchanged: each image against the outfits of other conditions. None meets its own, nor one with the
 * same articles; all images of a condition meet the same. A slot of which the other condition says nothing has no pair. Independent of the
 * order of the pairs.
 * @returns up to `rounds` pairs for each; or why that cannot be
 * @throws InputError if two images of a condition are asked for different articles, or as checkOutfitSample
 */
export function shuffledOutfits(sample: OutfitSample, shuffling: Shuffling): OutfitSample | NotScored {
  checkOutfitSample(sample, undefined);
  const outfits = outfitsByCondition(sample.pairs);
  const asks = new Map(Array.from(outfits, ([condition, outfit]) => [condition, articlesOf(outfit)]));
  const exchanges = exchangedConditions(asks, 'outfit', shuffling);
  if (!isScored(exchanges)) return exchanges;
  const pairs = exchanges.flatMap((exchange) =>
    sample.pairs.flatMap((pair): OutfitPair[] => {
      const targetCondition = exchange.get(pair.condition)!;
      const asked = outfits.get(targetCondition)!.get(pair.slot);
      return asked === undefined ? [] : [{ ...pair, targetCondition, asked }];
    }),
  );
  if (pairs.length === 0)
    return { reason: 'no floor: conditions that were exchanged have no slot in common' };
  return { ...sample, pairs };
}

function outfitsByCondition(pairs: readonly OutfitPair[]): ReadonlyMap<string, Outfit> {
  const outfits = new Map<string, Map<string, Article | null>>();
  for (const { id, condition, slot, asked } of pairs) {
    const outfit = outfits.get(condition) ?? new Map<string, Article | null>();
    outfits.set(condition, outfit);
    const first = outfit.get(slot);
    if (first !== undefined && first?.id !== asked?.id) {
      throw new InputError(
        `${id}: condition ${condition} asks for ${asked?.id ?? 'nothing'} in slot ${slot}, and for ${first?.id ?? 'nothing'} in ` +
          'another image; expected the same. Give them conditions of different ids.',
      );
    }
    outfit.set(slot, asked);
  }
  return outfits;
}

function articlesOf(outfit: Outfit): string {
  return JSON.stringify([...outfit].map(([slot, article]) => [slot, article?.id ?? null]).sort());
}

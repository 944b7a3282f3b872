import { InputError } from '../../errors.js';
import { isScored } from '../control/is-scored.js';
import { checkAppearances, type AppearancePart } from './check-appearance.js';
import type { Appearance, Article, OutfitPair, OutfitSample } from './outfit-sample.js';

/**
 * Checks what outfit scores ask of their sample.
 * @param reads - the part of appearances that the score reads
 * @throws InputError if there are no pairs, a pair comes twice, a certainty is not from 0 to 1, `own` is not what is asked for, an article
 * comes twice in its gallery or is not in it, or an appearance is not what it should be
 */
export function checkOutfitSample(
  { pairs, galleries }: OutfitSample,
  reads: AppearancePart | undefined,
): void {
  if (pairs.length === 0) {
    throw new InputError('There are no slots to compare outfits in; expected one or more.');
  }
  const articles = new Map([...galleries].map(([slot, gallery]) => [slot, byId(slot, gallery)]));
  const seen = new Set<string>();
  for (const pair of pairs) {
    checkPair(pair, articles);
    const key = JSON.stringify([pair.id, pair.slot, pair.targetCondition]);
    if (seen.has(key)) {
      throw new InputError(
        `${pair.id} comes twice with slot ${pair.slot}; expected a slot of an image once for each target. Remove one of them.`,
      );
    }
    seen.add(key);
  }
  if (reads) checkAppearances(appearancesOf(pairs, galleries), reads);
}

function byId(slot: string, gallery: readonly Article[]): ReadonlyMap<string, Article> {
  const articles = new Map(gallery.map((article) => [article.id, article]));
  if (articles.size === gallery.length) return articles;
  const ids = gallery.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)!;
  throw new InputError(
    `Article ${twice} comes twice in the gallery of slot ${slot}; expected each article once. Remove one of them.`,
  );
}

function checkPair(
  { id, slot, asked, own, worn, targetCondition }: OutfitPair,
  galleries: ReadonlyMap<string, ReadonlyMap<string, Article>>,
): void {
  if (asked && !galleries.get(slot)?.has(asked.id)) {
    throw new InputError(
      `${id}: article ${asked.id} is not in the gallery of slot ${slot}; expected every article that a condition asks for.`,
    );
  }
  if (targetCondition === undefined && (asked?.id ?? null) !== own) {
    throw new InputError(
      `${id}, slot ${slot}: ${asked?.id ?? 'nothing'} is asked for, but its own condition is said to ask for ${own ?? 'nothing'}; ` +
        'expected the same. Name the condition that is asked for, if it is another.',
    );
  }
  if (typeof worn === 'number' && !(worn >= 0 && worn <= 1)) {
    throw new InputError(
      `${id}, slot ${slot}: the certainty that something is worn is ${worn}; expected 0 to 1, or why it is not known.`,
    );
  }
}

/** Every appearance once, with words for whose it is. */
function appearancesOf(
  pairs: OutfitSample['pairs'],
  galleries: OutfitSample['galleries'],
): ReadonlyMap<Appearance, string> {
  const appearances = new Map<Appearance, string>();
  for (const [slot, gallery] of galleries) {
    for (const article of gallery) appearances.set(article, `Article ${article.id} (${slot})`);
  }
  for (const { id, slot, asked, seen } of pairs) {
    if (asked) appearances.set(asked, `Article ${asked.id} (${slot})`);
    if (isScored(seen)) appearances.set(seen, `${id}, slot ${slot}`);
  }
  return appearances;
}

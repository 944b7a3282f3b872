import type { Measurement, NotScored } from '../control/definition.js';
import { isScored } from '../control/is-scored.js';
import { askedArticle } from './asked-article.js';
import { meanOfSlots } from './mean-of-slots.js';
import type { Appearance, Article, OutfitPair } from './outfit-sample.js';

/** Mean comparison of what is seen with the article asked for, where there are both. */
export function compareArticles(
  pairs: readonly OutfitPair[],
  compare: (seen: Appearance, asked: Article) => number | NotScored,
): Measurement {
  const values = pairs.map((pair) => {
    const asked = askedArticle(pair);
    if (!asked || !isScored(asked)) return asked;
    return isScored(pair.seen) ? compare(pair.seen, asked) : pair.seen;
  });
  return meanOfSlots(pairs, values);
}

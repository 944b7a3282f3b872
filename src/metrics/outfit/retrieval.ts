import { z } from 'zod';
import type { NotScored } from '../control/definition.js';
import { outfitScore } from './define-outfit-score.js';
import type { OutfitScore } from './definition.js';
import { meanOfAll, meanOfSlots } from './mean-of-slots.js';
import { rankArticles, type Ranked } from './rank-articles.js';

/** Ranks of the curve. */
const curve = Array.from({ length: 10 }, (_, i) => i + 1);

/**
 * Retrieval R@k: share of slots in which the article asked for is among the k of its slot's gallery that are nearest to what is seen, by the
 * cosine of embeddings. Articles that are as near share the ranks that they take up. What is not seen is not retrieved. It depends on the size of the
 * gallery, which the details give, with the share that chance gets; a slot with k articles or fewer is not scored.
 *
 * Worn articles differ from pictures of articles in one way that all share: `centre` takes the mean off each side before they are
 * compared. The mean of what is seen is over the sample's images with an article in the slot, so that an image's value depends a little
 * on the others; resampling leaves it as it is.
 * @source gan-eval; R@k as in Z. Liu et al., "DeepFashion" (CVPR 2016), in-shop retrieval
 */
export function retrieval(k: number): OutfitScore {
  return outfitScore({
    id: `retrieval-${k}`,
    title: `Retrieval R@${k}`,
    summary:
      k === 1
        ? 'Share of slots in which the article asked for is the one of all articles of the slot that is nearest to what is worn.'
        : `Share of slots in which the article asked for is among the ${k} articles of the slot that are nearest to what is worn.`,
    direction: 'higher',
    unit: 'share',
    range: [0, 1],
    comparesTargets: true,
    source: 'after Liu et al., DeepFashion, CVPR 2016',
    reads: 'embedding',
    options: z.strictObject({
      centre: z
        .boolean()
        .default(true)
        .describe('take off the mean of the gallery, and of what is seen in the slot, before comparing'),
    }),
    measure(sample, { centre }) {
      const { ranked, leftOut } = rankArticles(sample, { more: k, centre });
      const values = (most: number) => ranked.map((place) => valueOf(place, most));
      return meanOfSlots(sample.pairs, values(k), {
        leftOut,
        curve: () =>
          curve.flatMap((most) => {
            const value = meanOfAll(values(most));
            return value === undefined ? [] : [{ threshold: most, value }];
          }),
        details: detailsOf(ranked, k),
      });
    },
  });
}

/** Share of the ranks that the article may have that are among the first `most`. */
function valueOf(place: Ranked | NotScored | undefined, most: number): number | NotScored | undefined {
  if (!place || 'reason' in place) return place;
  if (!place.rank) return 0;
  const { nearer, asNear } = place.rank;
  return Math.max(0, Math.min(1, (most - nearer) / asNear));
}

/** Sizes of the galleries of the slots that are scored, and what chance gets; nothing if none is. */
function detailsOf(ranked: readonly (Ranked | NotScored | undefined)[], k: number): Record<string, number> {
  const places = ranked.flatMap((place) => (place && !('reason' in place) ? [place] : []));
  if (places.length === 0) return {};
  const sizes = [...new Map(places.map(({ slot, gallery }) => [slot, gallery])).values()];
  return {
    galleryMin: Math.min(...sizes),
    galleryMean: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    galleryMax: Math.max(...sizes),
    chance: places.reduce((sum, { gallery }) => sum + k / gallery, 0) / places.length,
  };
}

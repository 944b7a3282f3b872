import { articleSimilarity } from './article-similarity.js';
import type { OutfitScore } from './definition.js';
import { falseGarments } from './false-garments.js';
import { paletteDistance } from './palette-distance.js';
import { patchDistance } from './patch-distance.js';
import { presencePrecision } from './presence-precision.js';
import { presenceRecall } from './presence-recall.js';
import { retrieval } from './retrieval.js';
import { unseenSlots } from './unseen-slots.js';

/** Every outfit score, in the order in which they are listed. */
export const outfitScores: readonly OutfitScore[] = [
  retrieval(1),
  retrieval(5),
  articleSimilarity,
  paletteDistance,
  patchDistance,
  presencePrecision,
  presenceRecall,
  falseGarments,
  unseenSlots,
];

import { z } from 'zod';
import { compareArticles } from './compare-articles.js';
import { outfitScore } from './define-outfit-score.js';

/**
 * Cosine of the embeddings of what is seen and of the article asked for, averaged over slots. Slots that were not found do not
 * enter: read it beside `unseen-slots`. Its scale is the extractor's own; the floor says what any other article would get.
 * @source gan-eval
 */
export const articleSimilarity = outfitScore({
  id: 'article-similarity',
  title: 'Article similarity',
  summary: 'How similar what is worn is to the article asked for, by the cosine of their embeddings.',
  direction: 'higher',
  unit: 'cosine',
  range: [-1, 1],
  comparesTargets: true,
  source: 'gan-eval',
  reads: 'embedding',
  options: z.strictObject({}),
  measure: ({ pairs }) =>
    compareArticles(pairs, (seen, asked) => {
      let sum = 0;
      for (let k = 0; k < seen.embedding.length; k++) sum += seen.embedding[k]! * asked.embedding[k]!;
      // Lengths are 1 only to within float32.
      return Math.max(-1, Math.min(1, sum));
    }),
});

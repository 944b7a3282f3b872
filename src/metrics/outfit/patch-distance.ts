import { z } from 'zod';
import { multiplyAdd } from '../../math/multiply-add.js';
import type { NotScored } from '../control/definition.js';
import { compareArticles } from './compare-articles.js';
import { outfitScore } from './define-outfit-score.js';
import type { Appearance } from './outfit-sample.js';

/**
 * Distance of local texture: for each patch of the one, 1 - cosine to the nearest patch of the other; the mean over the patches of
 * what is seen and that over those of the article, averaged. Where a patch lies does not matter. It is not LPIPS, and has no figures to compare with.
 * @source gan-eval; a symmetric Chamfer distance
 */
export const patchDistance = outfitScore({
  id: 'patch-distance',
  title: 'Patch distance',
  summary:
    'How far patches of what is worn are from the nearest patches of the article asked for, and the other way round; not LPIPS.',
  direction: 'lower',
  unit: '1 - cosine',
  range: [0, 2],
  comparesTargets: true,
  source: 'gan-eval',
  reads: 'patches',
  options: z.strictObject({}),
  measure: ({ pairs }) => compareArticles(pairs, distanceOf),
});

function distanceOf(seen: Appearance, asked: Appearance): number | NotScored {
  if (seen.patches.length === 0) return { reason: 'what is seen has no patches' };
  if (asked.patches.length === 0) return { reason: 'the article asked for has no patches' };
  const width = seen.patchWidth;
  const [rows, columns] = [seen.patches.length / width, asked.patches.length / width];
  const cosines = new Float64Array(rows * columns);
  multiplyAdd(
    { rows, columns, depth: width },
    1,
    { data: new Float64Array(seen.patches), start: 0, rowStride: width, columnStride: 1 },
    { data: new Float64Array(asked.patches), start: 0, rowStride: 1, columnStride: width },
    { data: cosines, start: 0, rowStride: columns },
  );
  const ofRows = new Float64Array(rows).fill(-1);
  const ofColumns = new Float64Array(columns).fill(-1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      // Lengths are 1 only to within float32.
      const cosine = Math.min(1, cosines[i * columns + j]!);
      if (cosine > ofRows[i]!) ofRows[i] = cosine;
      if (cosine > ofColumns[j]!) ofColumns[j] = cosine;
    }
  }
  return 1 - (mean(ofRows) + mean(ofColumns)) / 2;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

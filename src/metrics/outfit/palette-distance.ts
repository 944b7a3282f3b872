import { z } from 'zod';
import { ciede2000 } from '../../math/ciede2000.js';
import { earthMoversDistance } from '../../math/earth-movers-distance.js';
import { compareArticles } from './compare-articles.js';
import { outfitScore } from './define-outfit-score.js';
import type { PaletteColour } from './outfit-sample.js';

/**
 * Earth mover's distance of the palettes of what is seen and of the article asked for, with CIEDE2000 between colours: by how much
 * the colours differ, each weighing as much as its area. Averaged over slots. Light and shade on a worn article add to it: the ceiling says how much.
 * @source Y. Rubner, C. Tomasi, L. J. Guibas, "The Earth Mover's Distance" (IJCV 2000); CIEDE2000
 */
export const paletteDistance = outfitScore({
  id: 'palette-distance',
  title: 'Palette distance',
  summary:
    'By how much the colours of what is worn differ from those of the article asked for: earth mover’s distance in CIEDE2000.',
  direction: 'lower',
  unit: 'dE00',
  range: [0, Infinity],
  comparesTargets: true,
  source: 'Rubner et al., IJCV 2000; CIEDE2000',
  reads: 'palette',
  options: z.strictObject({}),
  measure: ({ pairs }) =>
    compareArticles(pairs, (seen, asked) => {
      const [a, b] = [seen.palette, asked.palette];
      return earthMoversDistance(shares(a), shares(b), (i, j) => ciede2000(a[i]!.lab, b[j]!.lab));
    }),
});

function shares(palette: readonly PaletteColour[]): number[] {
  return palette.map(({ share }) => share);
}

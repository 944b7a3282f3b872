import { ciede2000 } from '../../math/ciede2000.js';
import type { Lab } from '../../math/lab.js';
import type { NotScored } from '../control/definition.js';
import type { Scene } from './intervention-sample.js';

/** A difference that is plain to see, dE00. */
const PLAIN = 5;
/** Cells below which two images have no background in common that could be compared. */
const FEWEST = 16;

/** Mean CIEDE2000 of what is background in both images. */
export function backgroundDrift(base: Scene | NotScored, edited: Scene | NotScored): number | NotScored {
  return meanOfCells(base, edited, (difference) => difference);
}

/** Share of what is background in both images that differs by more than 5 dE00. */
export function backgroundChanged(base: Scene | NotScored, edited: Scene | NotScored): number | NotScored {
  return meanOfCells(base, edited, (difference) => (difference > PLAIN ? 1 : 0));
}

function meanOfCells(
  base: Scene | NotScored,
  edited: Scene | NotScored,
  of: (difference: number) => number,
): number | NotScored {
  if ('reason' in base) return base;
  if ('reason' in edited) return edited;
  if (base.columns !== edited.columns || base.rows !== edited.rows) {
    return { reason: 'the two images are of different shapes' };
  }
  let sum = 0;
  let count = 0;
  for (let cell = 0; cell < base.background.length; cell++) {
    if (base.background[cell] === 0 || edited.background[cell] === 0) continue;
    sum += of(ciede2000(colourOf(base, cell), colourOf(edited, cell)));
    count++;
  }
  return count < FEWEST ? { reason: 'the two images have hardly any background in common' } : sum / count;
}

function colourOf({ lab }: Scene, cell: number): Lab {
  return [lab[3 * cell]!, lab[3 * cell + 1]!, lab[3 * cell + 2]!];
}

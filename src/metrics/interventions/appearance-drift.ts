import { ciede2000 } from '../../math/ciede2000.js';
import { earthMoversDistance } from '../../math/earth-movers-distance.js';
import type { NotScored } from '../control/definition.js';
import type { Appearance } from '../outfit/outfit-sample.js';

type Seen = Appearance | NotScored;

/** 1 - cosine of the embeddings: 0 for the same. */
export function embeddingDrift(base: Seen, edited: Seen): number | NotScored {
  return compare(base, edited, (a, b) => {
    let sum = 0;
    for (let k = 0; k < a.embedding.length; k++) sum += a.embedding[k]! * b.embedding[k]!;
    return Math.max(0, 1 - sum);
  });
}

/** Earth mover's distance of the palettes, dE00. */
export function paletteDrift(base: Seen, edited: Seen): number | NotScored {
  return compare(base, edited, ({ palette: a }, { palette: b }) =>
    earthMoversDistance(
      a.map(({ share }) => share),
      b.map(({ share }) => share),
      (i, j) => ciede2000(a[i]!.lab, b[j]!.lab),
    ),
  );
}

function compare(base: Seen, edited: Seen, of: (a: Appearance, b: Appearance) => number): number | NotScored {
  if ('reason' in base) return base;
  return 'reason' in edited ? edited : of(base, edited);
}

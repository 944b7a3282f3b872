import { sameShape } from '../conditions/transform-points.js';
import type { PictureSize } from '../conditions/condition.js';
import type { LabelMap } from '../images/label-map.js';
import { toRegion, type NotSeen, type Region } from './region.js';

/**
 * Where a map of body parts and clothes shows certain labels.
 * @param size - of the image, which the map may show smaller or larger
 * @returns a reason if no pixel has such a label, or the map has another shape than the image
 */
export function regionFromParsing(
  map: LabelMap,
  labels: readonly number[],
  size: PictureSize,
): Region | NotSeen {
  if (!sameShape(map, size)) {
    return {
      reason: `the parsing map is ${map.widthPx}x${map.heightPx}, which is not the shape of the image (${size.widthPx}x${size.heightPx})`,
    };
  }
  const wanted = new Set(labels);
  const { widthPx, heightPx } = size;
  const mask = new Uint8Array(widthPx * heightPx);
  for (let y = 0, at = 0; y < heightPx; y++) {
    const row = nearest(y, heightPx, map.heightPx) * map.widthPx;
    for (let x = 0; x < widthPx; x++, at++) {
      mask[at] = wanted.has(map.labels[row + nearest(x, widthPx, map.widthPx)]!) ? 1 : 0;
    }
  }
  return toRegion(mask, size, `the region of the parsing map's labels ${labels.join(', ')}`);
}

/** The pixel of a line of `from` pixels that lies under the centre of pixel `index` of one of `to`. */
function nearest(index: number, to: number, from: number): number {
  return Math.floor(((index + 0.5) * from) / to);
}

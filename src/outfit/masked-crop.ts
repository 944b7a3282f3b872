import type { RgbImage } from '../images/image.js';
import type { Region } from './region.js';

/** What an encoder is shown of a region: a square with nothing but the region in it. */
export interface MaskedCrop {
  readonly image: RgbImage;
  /** 1 where the region is, 0 where there is ground; row-major. */
  readonly mask: Uint8Array;
}

/** The neutral ground of catalogue pictures, sRGB. */
export const GROUND_GREY = 217;
/** Of the longer side, around the region. */
const MARGIN = 0.05;

/**
 * Cuts out the square about a region, and puts a neutral grey where the region is not.
 * @param image - of the region's size
 */
export function maskedCrop(image: RgbImage, { mask, box, widthPx }: Region): MaskedCrop {
  const longer = Math.max(box.width, box.height);
  const side = longer + 2 * Math.ceil(MARGIN * longer);
  const left = Math.floor((side - box.width) / 2);
  const top = Math.floor((side - box.height) / 2);
  const data = new Uint8Array(3 * side * side).fill(GROUND_GREY);
  const cropMask = new Uint8Array(side * side);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const from = (box.y + y) * widthPx + box.x + x;
      if (mask[from] === 0) continue;
      const to = (top + y) * side + left + x;
      cropMask[to] = 1;
      data.set(image.data.subarray(3 * from, 3 * from + 3), 3 * to);
    }
  }
  return { image: { widthPx: side, heightPx: side, data }, mask: cropMask };
}

import type { Box, PictureSize } from '../conditions/condition.js';

/** A part of a picture, by pixels. */
export interface Region extends PictureSize {
  /** 1 inside, 0 outside; widthPx x heightPx, row-major. */
  readonly mask: Uint8Array;
  /** The smallest rectangle of whole pixels that holds it. */
  readonly box: Box;
}

/** Why there is nothing to look at. */
export interface NotSeen {
  readonly reason: string;
}

/** Fewer pixels than this show nothing that could be told apart. */
const MIN_PIXELS = 16;

/**
 * @param mask - 1 inside, 0 outside; widthPx x heightPx, row-major
 * @param what - the region's name, for the reason
 */
export function toRegion(
  mask: Uint8Array,
  { widthPx, heightPx }: PictureSize,
  what: string,
): Region | NotSeen {
  let [left, top, right, bottom, pixels] = [widthPx, heightPx, -1, -1, 0];
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, at++) {
      if (mask[at] === 0) continue;
      pixels++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (pixels < MIN_PIXELS) return { reason: `${what} has fewer than ${MIN_PIXELS} pixels in the image` };
  const box = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  return { widthPx, heightPx, mask, box };
}

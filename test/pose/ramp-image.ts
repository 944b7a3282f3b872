import type { RgbImage } from '../../src/images/image.js';

/** A pixel holds its own column (red) and row (green): at most 256 x 256. */
export function rampImage(widthPx: number, heightPx: number): RgbImage {
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) data.set([column, row], (row * widthPx + column) * 3);
  }
  return { widthPx, heightPx, data };
}

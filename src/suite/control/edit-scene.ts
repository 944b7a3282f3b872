import { labOfRgb } from '../../math/lab.js';
import type { RgbImage } from '../../images/image.js';
import type { Scene } from '../../metrics/interventions/intervention-sample.js';
import type { NotScored } from '../../metrics/control/definition.js';
import type { NotSeen, Region } from '../../outfit/region.js';

/** Cells along the longer side: details of a room are kept, grain and the last pixel's place are not. */
const CELLS = 48;

/** The mean colours of an image in about 48 cells along its longer side, and which of them are background. */
export function editScene(image: RgbImage, background: Region | NotSeen): Scene | NotScored {
  if ('reason' in background) return background;
  const { widthPx, heightPx } = image;
  const side = Math.max(1, Math.max(widthPx, heightPx) / CELLS);
  const columns = Math.max(1, Math.round(widthPx / side));
  const rows = Math.max(1, Math.round(heightPx / side));
  const sums = new Float64Array(columns * rows * 3);
  const counts = new Float64Array(columns * rows);
  const isBackground = new Uint8Array(columns * rows).fill(1);
  const lab = labOfRgb(image.data);
  for (let y = 0, pixel = 0; y < heightPx; y++) {
    const row = Math.floor((y * rows) / heightPx);
    for (let x = 0; x < widthPx; x++, pixel++) {
      const cell = row * columns + Math.floor((x * columns) / widthPx);
      counts[cell]!++;
      if (background.mask[pixel] === 0) isBackground[cell] = 0;
      for (let k = 0; k < 3; k++) sums[3 * cell + k]! += lab[3 * pixel + k]!;
    }
  }
  return {
    columns,
    rows,
    lab: Float32Array.from(sums, (sum, i) => sum / counts[Math.floor(i / 3)]!),
    background: isBackground,
  };
}

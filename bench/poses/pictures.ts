import sharp from 'sharp';
import { drawFigure, drawParsing, widthFor } from '../../fixtures/mannequins/draw-figure.js';
import { FRAME } from '../../fixtures/mannequins/figure.js';
import { mannequin } from '../../fixtures/mannequins/mannequin.js';
import { rasterise, rasteriseLabels } from '../../fixtures/mannequins/rasterise.js';
import type { Keypoint } from '../../src/conditions/pose.js';
import { movePoints, scalePoints } from '../../src/conditions/transform-points.js';
import { decodeImage } from '../../src/images/decode-image.js';
import type { RgbImage } from '../../src/images/image.js';
import { cutRegion } from '../../src/pose/crop-region.js';

/** A picture and where its person's joints are, px. */
export interface Posed {
  readonly image: RgbImage;
  /** 16, in MPII order; null: covered by something. */
  readonly joints: readonly (Keypoint | null)[];
}

export async function posedMannequin(seed: number, heightPx: number): Promise<Posed> {
  const figure = mannequin(seed);
  const bytes = await rasterise(drawFigure(figure, heightPx));
  const image = await decodeImage({ kind: 'encoded', bytes }, `mannequin ${seed}`);
  const from = { widthPx: FRAME.width, heightPx: FRAME.height };
  return { image, joints: scalePoints(figure.pose.keypoints, from, image) };
}

/** The part of a picture between two places, cut at whole pixels. */
export function cropPosed(
  { image, joints }: Posed,
  { left = 0, top = 0, right = image.widthPx, bottom = image.heightPx },
): Posed {
  const within = (place: number, sizePx: number) => Math.min(Math.max(0, Math.round(place)), sizePx);
  const [x, y] = [within(left, image.widthPx - 1), within(top, image.heightPx - 1)];
  const width = Math.max(1, within(right, image.widthPx) - x);
  const height = Math.max(1, within(bottom, image.heightPx) - y);
  return { image: cutRegion(image, { x, y, width, height }), joints: movePoints(joints, -x, -y) };
}

/** A mannequin in a picture: how high its frame is, px, where the frame's middle is, and its lower edge. */
export interface Placed {
  readonly seed: number;
  readonly heightPx: number;
  readonly middleX: number;
  readonly bottomY: number;
}

/** Mannequins before a wall, the first at the back. */
export async function compose(
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  figures: readonly Placed[],
): Promise<RgbImage> {
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (let row = 0; row < heightPx; row++) {
    const level = row < 0.83 * heightPx ? 205 + (25 * row) / heightPx : 180;
    data.fill(level, row * widthPx * 3, (row + 1) * widthPx * 3);
  }
  for (const { seed, heightPx: height, middleX, bottomY } of figures) {
    const figure = mannequin(seed);
    const pixels = await sharp(await rasterise(drawFigure(figure, height)))
      .raw()
      .toBuffer();
    const labels = await sharp(await rasteriseLabels(drawParsing(figure, height)))
      .extractChannel(0)
      .raw()
      .toBuffer();
    const width = widthFor(height);
    const [left, top] = [Math.round(middleX - width / 2), Math.round(bottomY - height)];
    labels.forEach((label, i) => {
      const [x, y] = [left + (i % width), top + Math.floor(i / width)];
      if (label === 0 || x < 0 || y < 0 || x >= widthPx || y >= heightPx) return;
      data.set(pixels.subarray(3 * i, 3 * i + 3), (y * widthPx + x) * 3);
    });
  }
  return { widthPx, heightPx, data };
}

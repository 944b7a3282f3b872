import type { RgbImage } from '../images/image.js';
import type { Box } from './detected-pose.js';

/**
 * The image with a box, and some room around it, painted in the image's mean colour: the rest, to be looked at alone.
 * @param margin - how much larger than the box, 1 = not at all
 */
export function paintOver(image: RgbImage, { x, y, width, height }: Box, margin: number): RgbImage {
  const { widthPx, heightPx } = image;
  const [roomX, roomY] = [(width * (margin - 1)) / 2, (height * (margin - 1)) / 2];
  const [left, right] = [clamp(x - roomX, widthPx), clamp(x + width + roomX, widthPx)];
  const [top, bottom] = [clamp(y - roomY, heightPx), clamp(y + height + roomY, heightPx)];
  const data = new Uint8Array(image.data);
  const paint = new Uint8Array((right - left) * 3);
  const colour = meanColour(image);
  for (let i = 0; i < paint.length; i++) paint[i] = colour[i % 3]!;
  for (let row = top; row < bottom; row++) data.set(paint, (row * widthPx + left) * 3);
  return { widthPx, heightPx, data };
}

function clamp(place: number, sizePx: number): number {
  return Math.min(sizePx, Math.max(0, Math.round(place)));
}

function meanColour({ data }: RgbImage): readonly number[] {
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i++) sums[i % 3]! += data[i]!;
  return sums.map((sum) => Math.round((3 * sum) / data.length));
}

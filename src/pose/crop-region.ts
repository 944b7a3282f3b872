import type { RgbImage } from '../images/image.js';
import type { Box } from './detected-pose.js';

/**
 * The part of an image that a network looks at: a rectangle of whole pixels, which may reach beyond the image. It is
 * resized to the network's input, so the way there and back is one affine map, and an exact one.
 */
export type CropRegion = Box;

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The smallest region that holds the box, has the shape of the network's input and the box in its middle.
 * @param margin - how much larger than the box, 1 = not at all
 */
export function regionAround({ x, y, width, height }: Box, input: Size, margin = 1): CropRegion {
  const scale = margin * Math.max(width / input.widthPx, height / input.heightPx);
  const sides = {
    width: Math.max(1, Math.round(input.widthPx * scale)),
    height: Math.max(1, Math.round(input.heightPx * scale)),
  };
  return {
    x: Math.round(x + (width - sides.width) / 2),
    y: Math.round(y + (height - sides.height) / 2),
    ...sides,
  };
}

/** The whole image, letterboxed. */
export function wholeImage({ widthPx, heightPx }: Size, input: Size): CropRegion {
  return regionAround({ x: 0, y: 0, width: widthPx, height: heightPx }, input);
}

/** @param point - in fractions of the region: (0, 0) its upper left corner, (1, 1) its lower right one */
export function toImage({ x, y, width, height }: CropRegion, point: Point): Point {
  return { x: x + point.x * width, y: y + point.y * height };
}

/** Copies a region out of an image; what lies beyond the image is black. */
export function cutRegion(image: RgbImage, { x, y, width, height }: CropRegion): RgbImage {
  const data = new Uint8Array(width * height * 3);
  const left = Math.max(0, x);
  const right = Math.min(image.widthPx, x + width);
  const bottom = Math.min(image.heightPx, y + height);
  if (left < right) {
    for (let row = Math.max(0, y); row < bottom; row++) {
      const from = (row * image.widthPx + left) * 3;
      const pixels = image.data.subarray(from, from + (right - left) * 3);
      data.set(pixels, ((row - y) * width + left - x) * 3);
    }
  }
  return { widthPx: width, heightPx: height, data };
}

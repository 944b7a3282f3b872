import type { RgbImage } from '../../../src/images/image.js';
import { Mt19937 } from '../../../src/math/mt19937.js';

export interface MadeImages {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly noise: number;
  readonly flip: boolean;
}

/** Two images as fixtures/golden/metrics/paired.py makes them. */
export function madeImages({ width, height, seed, noise, flip }: MadeImages): readonly [RgbImage, RgbImage] {
  const random = new Mt19937(seed);
  const size = width * height * 3;
  const grain = random.integers(0, 31, size);
  const first = Uint8Array.from(grain, (value, i) => {
    const pixel = Math.floor(i / 3);
    return (3 * (pixel % width) + 2 * Math.floor(pixel / width) + 40 * (i % 3) + value) % 256;
  });
  const errors = random.integers(-noise, noise + 1, size);
  const second = Uint8ClampedArray.from(errors, (error, i) => {
    const row = Math.floor(i / (3 * width));
    const from = flip ? i + 3 * width * (height - 1 - 2 * row) : i;
    return first[from]! + error;
  });
  return [imageOf(width, height, first), imageOf(width, height, Uint8Array.from(second))];
}

export function imageOf(widthPx: number, heightPx: number, data: Uint8Array): RgbImage {
  return { widthPx, heightPx, data };
}

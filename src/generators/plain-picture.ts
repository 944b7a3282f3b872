import type { RgbImage } from '../images/image.js';

/** A kind of image that hardly anybody wants, and that a wrong value range makes. */
export type PlainPicture = 'all black' | 'all white' | 'of one colour' | 'all saturated';

/** Levels that still count as black, or from the other end as white. */
const SLACK = 2;

/** What is plainly wrong with an image; undefined: nothing is. */
export function plainPicture({ data }: RgbImage): PlainPicture | undefined {
  let [least, most, extreme, uniform] = [255, 0, 0, true];
  for (let i = 0; i < data.length; i++) {
    const level = data[i]!;
    least = Math.min(least, level);
    most = Math.max(most, level);
    if (level === 0 || level === 255) extreme++;
    if (level !== data[i % 3]) uniform = false;
  }
  if (most <= SLACK) return 'all black';
  if (least >= 255 - SLACK) return 'all white';
  if (uniform) return 'of one colour';
  return extreme === data.length ? 'all saturated' : undefined;
}

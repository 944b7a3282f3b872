import type { PictureSize } from './condition.js';
import type { Keypoint } from './pose.js';

/**
 * Points of one picture in the coordinates of the same picture at another size.
 * @param points - px of `from`; null: missing
 * @returns px of `to`, in the same order
 */
export function scalePoints(
  points: readonly (Keypoint | null)[],
  from: PictureSize,
  to: PictureSize,
): (Keypoint | null)[] {
  const [scaleX, scaleY] = [to.widthPx / from.widthPx, to.heightPx / from.heightPx];
  return points.map((point) => point && { ...point, x: point.x * scaleX, y: point.y * scaleY });
}

/** Whether one size is the other one scaled, within `tolerance` (relative, for sizes that were rounded to whole px). */
export function sameShape(a: PictureSize, b: PictureSize, tolerance = 0.02): boolean {
  const ratio = (a.widthPx * b.heightPx) / (a.heightPx * b.widthPx);
  return Math.abs(Math.log(ratio)) <= Math.log1p(tolerance);
}

/** Points moved by so many px; null: missing. */
export function movePoints(
  points: readonly (Keypoint | null)[],
  dx: number,
  dy: number,
): (Keypoint | null)[] {
  return points.map((point) => point && { ...point, x: point.x + dx, y: point.y + dy });
}

/**
 * Indices of pixels, where (0, 0) is the first pixel, as coordinates, where (0, 0) is its corner.
 * @param points - null: missing
 */
export function fromPixelIndices(points: readonly (Keypoint | null)[]): (Keypoint | null)[] {
  return movePoints(points, 0.5, 0.5);
}

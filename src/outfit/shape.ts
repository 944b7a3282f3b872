import type { PictureSize } from '../conditions/condition.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * All that lies within `radius` of the convex hull of some points, px: of one point a disc, of two a capsule, of more a polygon with
 * rounded corners.
 */
export interface Shape {
  readonly points: readonly Point[];
  readonly radius: number;
}

/** Sets the pixels whose centres lie in the shape; what is beyond the picture is cut off. */
export function paintShape(
  mask: Uint8Array,
  { widthPx, heightPx }: PictureSize,
  { points, radius }: Shape,
): void {
  const hull = convexHull(points);
  const [xs, ys] = [hull.map(({ x }) => x), hull.map(({ y }) => y)];
  const first = (values: readonly number[]): number => Math.max(0, Math.floor(Math.min(...values) - radius));
  const end = (values: readonly number[], limit: number): number =>
    Math.min(limit, Math.ceil(Math.max(...values) + radius));
  const [left, right, bottom] = [first(xs), end(xs, widthPx), end(ys, heightPx)];
  for (let y = first(ys); y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (isNear(hull, x + 0.5, y + 0.5, radius)) mask[y * widthPx + x] = 1;
    }
  }
}

/** Whether a place is inside of a convex polygon, or at most `radius` away from an edge of it. */
function isNear(hull: readonly Point[], x: number, y: number, radius: number): boolean {
  let inside = hull.length > 2;
  for (let i = 0; i < hull.length; i++) {
    const [a, b] = [hull[i]!, hull[(i + 1) % hull.length]!];
    const [dx, dy, px, py] = [b.x - a.x, b.y - a.y, x - a.x, y - a.y];
    const length2 = dx * dx + dy * dy;
    const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
    const [ex, ey] = [px - along * dx, py - along * dy];
    if (ex * ex + ey * ey <= radius * radius) return true;
    inside &&= cross(a, b, { x, y }) >= 0;
  }
  return inside;
}

/** Counter-clockwise where y goes up, clockwise in a picture. @source A. Andrew's monotone chain (1979) */
function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && cross(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

/** Positive if c lies to the left of the way from a to b. */
function cross(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

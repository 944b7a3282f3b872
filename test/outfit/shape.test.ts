import { describe, expect, it } from 'vitest';
import { paintShape, type Shape } from '../../src/outfit/shape.js';

const size = { widthPx: 200, heightPx: 160 };

function area(shape: Shape): number {
  const mask = new Uint8Array(size.widthPx * size.heightPx);
  paintShape(mask, size, shape);
  return mask.reduce((sum, inside) => sum + inside, 0);
}

/** Rounding at the edge: a small part of the edge's length. */
const close = (seen: number, wanted: number): void => {
  expect(Math.abs(seen - wanted) / wanted).toBeLessThan(0.01);
};

describe('paintShape', () => {
  it('paints discs, capsules and rounded polygons of the area that they have', () => {
    const radius = 20;
    const disc = Math.PI * radius ** 2;
    close(area({ points: [{ x: 70.3, y: 60.8 }], radius }), disc);
    close(area({ points: [{ x: 50, y: 50 }, { x: 110, y: 95 }], radius }), disc + 75 * 2 * radius); // prettier-ignore
    const square = [
      { x: 60, y: 40 },
      { x: 120, y: 100 },
      { x: 60, y: 100 },
      { x: 120, y: 40 },
    ];
    close(area({ points: square, radius }), 60 * 60 + 4 * 60 * radius + disc);
    // A point inside of the others' hull changes nothing.
    expect(area({ points: [...square, { x: 90, y: 60 }], radius })).toBe(area({ points: square, radius }));
  });

  it('cuts off what lies beyond the picture', () => {
    close(area({ points: [{ x: 0, y: 0 }], radius: 40 }), (Math.PI * 40 ** 2) / 4);
    expect(area({ points: [{ x: -90, y: 500 }], radius: 40 })).toBe(0);
    expect(area({ points: [{ x: 100, y: 80 }], radius: 1e4 })).toBe(200 * 160);
  });
});

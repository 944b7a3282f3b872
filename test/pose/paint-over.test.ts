import { describe, expect, it } from 'vitest';
import { paintOver } from '../../src/pose/paint-over.js';
import { rampImage } from './ramp-image.js';

describe('paintOver', () => {
  const image = rampImage(11, 7);
  const meanColour = [5, 3, 0];

  it.each([
    ['within', { x: 2, y: 1, width: 4, height: 2 }, 1, [2, 1, 6, 3]],
    ['with room around', { x: 4, y: 2, width: 4, height: 2 }, 1.5, [3, 2, 9, 5]],
    ['beyond the edges', { x: -5, y: 4, width: 9, height: 30 }, 1, [0, 4, 4, 7]],
    ['everything', { x: 0, y: 0, width: 11, height: 7 }, 1.2, [0, 0, 11, 7]],
    ['elsewhere', { x: 20, y: 0, width: 5, height: 5 }, 1, [0, 0, 0, 0]],
  ])('paints a box in the mean colour and nothing else: %s', (_, box, margin, [left, top, right, bottom]) => {
    const original = new Uint8Array(image.data);
    const painted = paintOver(image, box, margin);
    expect(painted).toMatchObject({ widthPx: 11, heightPx: 7 });
    for (let y = 0; y < 7; y++) {
      for (let x = 0; x < 11; x++) {
        const inside = x >= left! && x < right! && y >= top! && y < bottom!;
        const colour = [...painted.data.subarray((y * 11 + x) * 3, (y * 11 + x) * 3 + 3)];
        expect(colour, `${x}, ${y}`).toEqual(inside ? meanColour : [x, y, 0]);
      }
    }
    expect(image.data).toEqual(original);
  });
});

import { describe, expect, it } from 'vitest';
import { regionFromParsing } from '../../src/outfit/region-from-parsing.js';
import { wornInParsing } from '../../src/outfit/worn-in-parsing.js';

/** 8 x 12: label 5 in rows 3 to 6 of columns 2 to 5, label 9 below, two stray pixels of 7. */
const map = {
  widthPx: 8,
  heightPx: 12,
  labels: Uint8Array.from({ length: 96 }, (_, i) => {
    const [x, y] = [i % 8, Math.floor(i / 8)];
    if (x >= 2 && x < 6 && y >= 3 && y < 7) return 5;
    if (x >= 2 && x < 6 && y >= 7 && y < 11) return 9;
    return x === 0 && y < 2 ? 7 : 0;
  }),
};

describe('regionFromParsing', () => {
  it('is where the labels are', () => {
    const region = regionFromParsing(map, [5], { widthPx: 8, heightPx: 12 });
    expect(region).toMatchObject({ box: { x: 2, y: 3, width: 4, height: 4 } });
    expect(regionFromParsing(map, [5, 9, 77], { widthPx: 8, heightPx: 12 })).toMatchObject({
      box: { x: 2, y: 3, width: 4, height: 8 },
    });
  });

  it('fits a map to an image of another size', () => {
    expect(regionFromParsing(map, [5], { widthPx: 16, heightPx: 24 })).toMatchObject({
      widthPx: 16,
      box: { x: 4, y: 6, width: 8, height: 8 },
    });
  });

  it('gives a reason for a label that is not there, hardly there, or a map of another shape', () => {
    const size = { widthPx: 8, heightPx: 12 };
    expect(regionFromParsing(map, [4], size)).toEqual({
      reason: "the region of the parsing map's labels 4 has fewer than 16 pixels in the image",
    });
    expect(regionFromParsing(map, [7], size)).toHaveProperty('reason');
    expect(regionFromParsing(map, [5], { widthPx: 12, heightPx: 12 })).toEqual({
      reason: 'the parsing map is 8x12, which is not the shape of the image (12x12)',
    });
  });
});

describe('wornInParsing', () => {
  it('tells whether there is more of a slot than strays', () => {
    expect(wornInParsing(map, [5])).toBe(1);
    expect(wornInParsing(map, [4, 6])).toBe(0);
    const large = { widthPx: 100, heightPx: 100, labels: new Uint8Array(10_000) };
    large.labels.fill(3, 0, 4);
    expect(wornInParsing(large, [3])).toBe(0);
    large.labels.fill(3, 0, 5);
    expect(wornInParsing(large, [3])).toBe(1);
  });
});

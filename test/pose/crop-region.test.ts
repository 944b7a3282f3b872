import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../../src/images/image.js';
import { cutRegion, regionAround, toImage, wholeImage } from '../../src/pose/crop-region.js';
import { networkInput, type PosePreprocessing } from '../../src/pose/network-input.js';
import { rampImage } from './ramp-image.js';

const settings: Pick<PosePreprocessing, 'layout' | 'mean' | 'std'> = {
  layout: 'nhwc',
  mean: [0, 0, 0],
  std: [1 / 255, 1 / 255, 1 / 255],
};

describe('regionAround', () => {
  it('holds the box in its middle, has the input’s shape, and is no larger than it must be', () => {
    const side = fc.integer({ min: 20, max: 2000 });
    const corner = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(
        corner,
        corner,
        side,
        side,
        fc.constantFrom([256, 256], [192, 256]),
        (x, y, width, height, size) => {
          const [widthPx, heightPx] = [size[0], size[1]];
          const region = regionAround({ x, y, width, height }, { widthPx, heightPx });
          // Whole pixels: each side and the place are within one of what they would be.
          expect(Math.abs(region.width / widthPx - region.height / heightPx)).toBeLessThan(1 / widthPx);
          expect(Math.abs(region.x + region.width / 2 - x - width / 2)).toBeLessThanOrEqual(0.5);
          expect(Math.abs(region.y + region.height / 2 - y - height / 2)).toBeLessThanOrEqual(0.5);
          const slack = [region.width - width, region.height - height];
          expect(Math.min(...slack)).toBeGreaterThanOrEqual(-1);
          expect(Math.min(...slack)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('letterboxes a whole image', () => {
    expect(wholeImage({ widthPx: 300, heightPx: 400 }, { widthPx: 256, heightPx: 256 })).toEqual({
      ...{ x: -50, y: 0, width: 400, height: 400 },
    });
  });
});

describe('cutRegion', () => {
  const image: RgbImage = {
    widthPx: 3,
    heightPx: 2,
    data: Uint8Array.from({ length: 18 }, (_, i) => 10 + Math.floor(i / 3)),
  };
  const reds = (part: RgbImage) => Array.from(part.data.filter((_, i) => i % 3 === 0));

  it('copies pixels, and is black beyond the image', () => {
    const part = cutRegion(image, { x: -1, y: -1, width: 3, height: 4 });
    expect([part.widthPx, part.heightPx]).toEqual([3, 4]);
    expect(reds(part)).toEqual([0, 0, 0, 0, 10, 11, 0, 13, 14, 0, 0, 0]);
  });

  it('is black where it does not touch the image', () => {
    for (const place of [
      { x: 3, y: 0 },
      { x: -9, y: 0 },
      { x: 0, y: 2 },
      { x: 0, y: -9 },
    ]) {
      expect(reds(cutRegion(image, { ...place, width: 2, height: 2 }))).toEqual([0, 0, 0, 0]);
    }
  });
});

describe('the way to the network’s input and back', () => {
  // A pixel of the ramp holds its own column and row, so that the input shows what it was made of.
  it.each([
    ['torch', { x: 20, y: 10, width: 150, height: 150 }, 64, 64],
    ['torch', { x: -31, y: 7, width: 93, height: 124 }, 192, 256],
    ['torch', { x: 60, y: -40, width: 200, height: 200 }, 256, 256],
    ['clean', { x: 20, y: 10, width: 128, height: 128 }, 64, 64],
    ['clean', { x: 20, y: 10, width: 64, height: 64 }, 256, 256],
  ] as const)('is one exact map: %s %o to %i x %i', (resize, region, widthPx, heightPx) => {
    const image = rampImage(220, 180);
    const { data } = networkInput(
      cutRegion(image, region),
      { ...settings, resize, widthPx, heightPx },
      false,
    );
    let [compared, worst] = [0, 0];
    for (let row = 0; row < heightPx; row++) {
      for (let column = 0; column < widthPx; column++) {
        const place = toImage(region, { x: (column + 0.5) / widthPx, y: (row + 0.5) / heightPx });
        // Kernels reach over the edge, of the image and of the region.
        const reach = 3 * Math.max(1, region.width / widthPx);
        const inside = (value: number, from: number, extent: number, limit: number) =>
          value > Math.max(from, 0) + reach && value < Math.min(from + extent, limit) - reach;
        if (!inside(place.x, region.x, region.width, 220) || !inside(place.y, region.y, region.height, 180))
          continue;
        const at = (row * widthPx + column) * 3;
        worst = Math.max(
          worst,
          Math.abs(Number(data[at]) + 0.5 - place.x),
          Math.abs(Number(data[at + 1]) + 0.5 - place.y),
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1000);
    expect(worst).toBeLessThan(1e-3);
  });

  it('gives whole grey levels and either layout', () => {
    const crop: RgbImage = { widthPx: 2, heightPx: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const base = { ...settings, resize: 'torch', widthPx: 2, heightPx: 1 } as const;
    expect(networkInput(crop, base, true)).toEqual({
      dims: [1, 1, 2, 3],
      data: Int32Array.of(1, 2, 3, 4, 5, 6),
    });
    const planar = networkInput(
      crop,
      { ...base, layout: 'nchw', mean: [0, 0, 1], std: [1, 1 / 255, 0.5] },
      false,
    );
    expect(planar.dims).toEqual([1, 3, 1, 2]);
    const wanted = [1 / 255, 4 / 255, 2, 5, (3 / 255 - 1) / 0.5, (6 / 255 - 1) / 0.5];
    Array.from(planar.data, Number).forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i]!, 5);
    });
  });
});

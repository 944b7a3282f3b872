import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../../src/images/image.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { thumbnail } from '../../src/reports/thumbnail.js';

/** Noise: the hardest picture to compress. */
function noise(widthPx: number, heightPx: number): RgbImage {
  const random = new Mt19937(1);
  return {
    widthPx,
    heightPx,
    data: Uint8Array.from({ length: widthPx * heightPx * 3 }, () => random.uint32() & 255),
  };
}

const decode = (uri: string): Sharp =>
  sharp(Buffer.from(uri.replace(/^data:image\/webp;base64,/, ''), 'base64'));

describe('thumbnail', () => {
  it('is a WebP of at most 160 pixels, in the same proportions', async () => {
    const { format, width, height } = await decode(await thumbnail(noise(400, 200))).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 160, height: 80 });
  });

  it('enlarges nothing, down to a single pixel', async () => {
    const { width, height } = await decode(await thumbnail(noise(1, 1))).metadata();
    expect([width, height]).toEqual([1, 1]);
  });

  it('keeps the colours, channels in order', async () => {
    const data = new Uint8Array(64 * 64 * 3).map((_, i) => [200, 100, 30][i % 3]!);
    const { channels } = await decode(await thumbnail({ widthPx: 64, heightPx: 64, data })).stats();
    for (const [i, value] of [200, 100, 30].entries())
      expect(Math.abs(channels[i]!.mean - value)).toBeLessThan(4);
  });

  it('shrinks until it is within its budget, and takes the smallest size if none is', async () => {
    const image = noise(200, 200);
    const free = await thumbnail(image);
    const bound = await thumbnail(image, free.length / 2);
    expect(bound.length).toBeLessThanOrEqual(free.length / 2);
    const { width } = await decode(await thumbnail(image, 1)).metadata();
    expect(width).toBe(48);
  });

  it('takes the first of the sides given that is within the budget, and never enlarges', async () => {
    const widthOf = async (budget: number, sides: number[]) =>
      (await decode(await thumbnail(noise(100, 100), budget, sides)).metadata()).width;
    expect(await widthOf(Infinity, [384, 20])).toBe(100);
    expect(await widthOf(Infinity, [60, 20])).toBe(60);
    expect(await widthOf(1, [60, 20])).toBe(20);
  });
});

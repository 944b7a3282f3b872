import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeWithAlpha, type ImageWithAlpha } from '../../src/images/decode-with-alpha.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { articleRegion } from '../../src/outfit/article-region.js';
import { mannequinPicture } from './mannequin-picture.js';

type Colour = readonly [number, number, number];

const SIDE = 80;
const WHITE: Colour = [255, 255, 255];
const inDisc = (x: number, y: number, radius: number): boolean => Math.hypot(x - 39.5, y - 39.5) <= radius;

/** A picture of 80 x 80. */
function picture(colourAt: (x: number, y: number) => Colour, alpha?: Uint8Array): ImageWithAlpha {
  const data = new Uint8Array(3 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) data.set(colourAt(i % SIDE, Math.floor(i / SIDE)), 3 * i);
  return { widthPx: SIDE, heightPx: SIDE, data, alpha };
}

/** Share of pixels on which the region and the disc of radius 25 agree. */
function agreement(seen: ReturnType<typeof articleRegion>): number {
  if ('reason' in seen) throw new Error(seen.reason);
  let equal = 0;
  seen.mask.forEach((inside, i) => {
    if ((inside === 1) === inDisc(i % SIDE, Math.floor(i / SIDE), 25)) equal++;
  });
  return equal / seen.mask.length;
}
const share = (seen: ReturnType<typeof articleRegion>): number =>
  'reason' in seen ? 0 : seen.mask.reduce((sum, inside) => sum + inside, 0) / seen.mask.length;

const disc = (ground: Colour, article: Colour) => (x: number, y: number) =>
  inDisc(x, y, 25) ? article : ground;

describe('articleRegion', () => {
  it.each<[string, Colour, Colour]>([
    ['a red article on white', WHITE, [180, 40, 50]],
    ['a grey one on grey', [217, 217, 217], [150, 150, 150]],
    ['a white one on light grey', [235, 235, 235], WHITE],
    ['an off-white one on white', WHITE, [244, 242, 238]],
    ['a black one on a coloured ground', [200, 220, 240], [10, 10, 12]],
  ])('finds %s', (_, ground, article) => {
    expect(agreement(articleRegion(picture(disc(ground, article))))).toBeGreaterThan(0.97);
  });

  it('puts up with noise, and with JPEG', async () => {
    const random = new Mt19937(3);
    const noisy = picture((x, y) => {
      const [r, g, b] = disc([225, 225, 225], [60, 80, 160])(x, y);
      const grain = Math.round(4 * random.normal());
      return [r + grain, g + grain, b + grain];
    });
    expect(agreement(articleRegion(noisy))).toBeGreaterThan(0.96);
    const clean = picture(disc([250, 250, 250], [60, 120, 60]));
    const jpeg = await sharp(clean.data, { raw: { width: SIDE, height: SIDE, channels: 3 } })
      .jpeg({ quality: 85 })
      .toBuffer();
    const decoded = await decodeWithAlpha({ kind: 'encoded', bytes: jpeg }, 'jpeg');
    // Its colours run over two pixels.
    expect(agreement(articleRegion(decoded))).toBeGreaterThan(0.94);
  });

  it('puts up with a ground that is lit unevenly', () => {
    const lit = picture((x, y) => {
      const level = 250 - Math.round((12 * y) / SIDE);
      return inDisc(x, y, 25) ? [120, 40, 40] : [level, level, level];
    });
    expect(agreement(articleRegion(lit))).toBeGreaterThan(0.97);
  });

  it('keeps what has the colour of the ground inside of the article', () => {
    const printed = picture((x, y) => (inDisc(x, y, 10) ? WHITE : disc(WHITE, [30, 30, 120])(x, y)));
    expect(agreement(articleRegion(printed))).toBeGreaterThan(0.97);
  });

  it('goes by opacity where there is some, whatever the colours are', async () => {
    const alpha = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (inDisc(i % SIDE, Math.floor(i / SIDE), 25) ? 255 : 0)); // prettier-ignore
    const random = new Mt19937(4);
    const colours = picture(() => [random.integer(0, 256), random.integer(0, 256), random.integer(0, 256)]);
    expect(agreement(articleRegion({ ...colours, alpha }))).toBe(1);
    expect(articleRegion({ ...colours, alpha: alpha.map(() => 0) })).toEqual({
      reason: 'empty article picture',
    });
    const rgba = Buffer.alloc(4 * SIDE * SIDE, 90);
    alpha.forEach((value, i) => (rgba[4 * i + 3] = value));
    const bytes = await sharp(rgba, { raw: { width: SIDE, height: SIDE, channels: 4 } })
      .png()
      .toBuffer();
    expect(agreement(articleRegion(await decodeWithAlpha({ kind: 'encoded', bytes }, 'rgba')))).toBe(1);
    // An opaque channel tells nothing.
    const opaque = picture(disc(WHITE, [0, 0, 0]), alpha.map(() => 255)); // prettier-ignore
    expect(agreement(articleRegion(opaque))).toBeGreaterThan(0.97);
  });

  it('takes a piece of cloth that fills the picture whole', () => {
    const random = new Mt19937(5);
    const checks = picture((x, y) =>
      (Math.floor(x / 8) + Math.floor(y / 8)) % 2 === 0 ? [20, 60, 120] : [220, 180, 60],
    );
    expect(share(articleRegion(checks))).toBe(1);
    expect(share(articleRegion(picture(() => [170, 40, 60])))).toBe(1);
    const woven = picture(() => [100 + random.integer(0, 9), 40, 40]);
    expect(share(articleRegion(woven))).toBe(1);
  });

  it('calls an empty grey field empty, and one with specks too', () => {
    const empty = { reason: 'empty article picture' };
    const random = new Mt19937(6);
    expect(articleRegion(picture(() => [217, 217, 217]))).toEqual(empty);
    expect(articleRegion(picture(() => WHITE))).toEqual(empty);
    const noisy = picture(() => {
      const level = 217 + Math.round(2 * random.normal());
      return [level, level, level];
    });
    expect(articleRegion(noisy)).toEqual(empty);
    const specks = picture((x, y) => (x === 40 && y === 40 ? [0, 0, 0] : [217, 217, 217]));
    expect(articleRegion(specks)).toEqual(empty);
  });

  it('finds the articles of mannequins, and none in the field of an empty slot', async () => {
    const { figure, articlePicture } = await mannequinPicture(5003, 64);
    const decoded = async (slot: 'top' | 'bottom') =>
      articleRegion(await decodeWithAlpha({ kind: 'encoded', bytes: await articlePicture(slot) }, slot));
    expect(figure.outfit.top).not.toBeNull();
    const top = share(await decoded('top'));
    expect(top).toBeGreaterThan(0.1);
    expect(top).toBeLessThan(0.8);
    expect(figure.outfit.bottom).toBeNull();
    expect(await decoded('bottom')).toEqual({ reason: 'empty article picture' });
  });
});

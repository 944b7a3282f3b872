import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outfitInputSchema } from '../../src/config/network-generator-file.js';
import { outfitTensor } from '../../src/generators/network/outfit-tensor.js';

let folder: string;
let outfit: ReadonlyMap<string, string | null>;
const settings = { input: 'articles', slots: ['top', 'shoes'], widthPx: 4, heightPx: 2, range: [0, 255] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-outfit-'));
  // A red square, half as large as the field is high.
  const data = Uint8Array.from({ length: 3 * 3 * 3 }, (_, i) => (i % 3 === 0 ? 200 : 10));
  await sharp(data, { raw: { width: 3, height: 3, channels: 3 } })
    .png()
    .toFile(join(folder, 'top.png'));
  outfit = new Map([
    ['top', join(folder, 'top.png')],
    ['shoes', null],
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

describe('outfitTensor', () => {
  it('letterboxes an article and fills an empty slot with grey', async () => {
    const { dims, data } = await outfitTensor([outfit], outfitInputSchema.parse(settings));
    expect(dims).toEqual([1, 6, 2, 4]);
    const rounded = Array.from(data, Math.round);
    expect(rounded.slice(0, 4)).toEqual([255, 200, 200, 255]);
    expect(rounded.slice(8, 12)).toEqual([255, 10, 10, 255]);
    expect(new Set(rounded.slice(24))).toEqual(new Set([128]));
  });

  it('stretches if asked to, and scales to the range', async () => {
    const input = outfitInputSchema.parse({ ...settings, fit: 'stretch', range: [-1, 1], emptyLevel: 0 });
    const { data } = await outfitTensor([outfit], input);
    expect(data.slice(0, 8).every((value) => Math.abs(value - (200 / 127.5 - 1)) < 1e-5)).toBe(true);
    expect(data.slice(24).every((value) => value === -1)).toBe(true);
  });

  it.each([
    ['nhwc', [2, 2, 4, 6], (n: number, s: number, c: number, p: number) => (n * 8 + p) * 6 + s * 3 + c],
    ['nschw', [2, 2, 3, 2, 4], (n: number, s: number, c: number, p: number) => ((n * 2 + s) * 3 + c) * 8 + p],
    ['nshwc', [2, 2, 2, 4, 3], (n: number, s: number, c: number, p: number) => ((n * 2 + s) * 8 + p) * 3 + c],
  ])('lays the same values out as %s', async (layout, dims, place) => {
    const bare = new Map([...outfit].map(([slot]) => [slot, null]));
    const nchw = await outfitTensor([bare, outfit], outfitInputSchema.parse(settings));
    const other = await outfitTensor([bare, outfit], outfitInputSchema.parse({ ...settings, layout }));
    expect(other.dims).toEqual(dims);
    nchw.data.forEach((value, i) => {
      const [n, s, c, p] = [Math.floor(i / 48), Math.floor(i / 24) % 2, Math.floor(i / 8) % 3, i % 8];
      expect(other.data[place(n, s, c, p)]).toBe(value);
    });
  });

  it('names an article that cannot be read', async () => {
    await writeFile(join(folder, 'broken.png'), 'no picture');
    const read = (file: string) =>
      outfitTensor([new Map([['top', join(folder, file)]])], outfitInputSchema.parse(settings));
    await expect(read('broken.png')).rejects.toThrow(/broken\.png: cannot be decoded/);
    await expect(read('none.png')).rejects.toThrow(/none\.png: cannot be read: no such file/);
  });
});

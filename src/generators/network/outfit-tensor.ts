import type { OutfitInput } from '../../config/network-generator-file.js';
import { decodeImage } from '../../images/decode-image.js';
import { readImageFile } from '../../images/read-image-file.js';
import { resizeImage } from '../../images/resize.js';
import type { FloatTensor } from './float-tensor.js';

/** By slot: path of the article's image, or null for nothing. */
type Articles = ReadonlyMap<string, string | null>;

/**
 * Outfits as a network takes them: the slots' images after each other, an even field where there is nothing.
 * @returns N x 3S x H x W, N x H x W x 3S, N x S x 3 x H x W or N x S x H x W x 3, as the layout says
 * @throws ImageError if an article cannot be read
 */
export async function outfitTensor(outfits: readonly Articles[], input: OutfitInput): Promise<FloatTensor> {
  const { slots, widthPx, heightPx, layout, range } = input;
  const area = widthPx * heightPx;
  const [low, high] = range;
  const scale = (high - low) / 255;
  const count = slots.length;
  const data = new Float32Array(outfits.length * count * 3 * area);
  const { dims, place } = layouts[layout]({ count, widthPx, heightPx, area });
  for (const [n, outfit] of outfits.entries()) {
    for (const [slot, name] of slots.entries()) {
      const levels = await drawArticle(outfit.get(name) ?? null, input);
      const start = n * count * 3 * area;
      for (let i = 0; i < levels.length; i++) {
        data[start + place(slot, i % 3, Math.floor(i / 3))] = low + levels[i]! * scale;
      }
    }
  }
  return { dims: [outfits.length, ...dims], data };
}

interface Sizes {
  readonly count: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly area: number;
}

interface Layout {
  readonly dims: readonly number[];
  /** Where a value of one outfit stands; `pixel` counts row by row. */
  readonly place: (slot: number, channel: number, pixel: number) => number;
}

const layouts: Readonly<Record<OutfitInput['layout'], (sizes: Sizes) => Layout>> = {
  nchw: ({ count, widthPx, heightPx, area }) => ({
    dims: [3 * count, heightPx, widthPx],
    place: (slot, channel, pixel) => (slot * 3 + channel) * area + pixel,
  }),
  nhwc: ({ count, widthPx, heightPx }) => ({
    dims: [heightPx, widthPx, 3 * count],
    place: (slot, channel, pixel) => (pixel * count + slot) * 3 + channel,
  }),
  nschw: ({ count, widthPx, heightPx, area }) => ({
    dims: [count, 3, heightPx, widthPx],
    place: (slot, channel, pixel) => (slot * 3 + channel) * area + pixel,
  }),
  nshwc: ({ count, widthPx, heightPx, area }) => ({
    dims: [count, heightPx, widthPx, 3],
    place: (slot, channel, pixel) => (slot * area + pixel) * 3 + channel,
  }),
};

/** @returns height x width x 3, levels 0..255 */
async function drawArticle(path: string | null, input: OutfitInput): Promise<Float32Array> {
  const { widthPx, heightPx, emptyLevel, fit, paddingLevel } = input;
  if (path === null) return new Float32Array(3 * widthPx * heightPx).fill(emptyLevel);
  const image = await decodeImage(await readImageFile(path, path), path);
  if (fit === 'stretch') return resizeImage(image, 'clean', widthPx, heightPx);
  const scale = Math.min(widthPx / image.widthPx, heightPx / image.heightPx);
  const width = Math.max(1, Math.round(image.widthPx * scale));
  const height = Math.max(1, Math.round(image.heightPx * scale));
  const article = resizeImage(image, 'clean', width, height);
  const field = new Float32Array(3 * widthPx * heightPx).fill(paddingLevel);
  const [left, top] = [Math.floor((widthPx - width) / 2), Math.floor((heightPx - height) / 2)];
  for (let row = 0; row < height; row++) {
    const pixels = article.subarray(row * width * 3, (row + 1) * width * 3);
    field.set(pixels, ((top + row) * widthPx + left) * 3);
  }
  return field;
}

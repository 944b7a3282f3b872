import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImageError, InputError } from '../../src/errors.js';
import {
  extractFeatures,
  type ExtractOptions,
  type SkippedImage,
} from '../../src/features/extract-features.js';
import { FeatureCache } from '../../src/features/feature-cache.js';
import type { ImageSet } from '../../src/images/image-set.js';
import type { StoredImage } from '../../src/images/image.js';
import { firstPixels } from './fake-extractor.js';

const WIDTH = 3;

/** Image i is one pixel of colour (i, i + 1, i + 2); some cannot be read. */
function pixelSet(count: number, unreadable: readonly number[] = []): ImageSet {
  const ids = Array.from({ length: count }, (_, i) => `${i}.png`);
  return {
    location: 'pixels',
    ids,
    ignored: [],
    read(index): Promise<StoredImage> {
      if (unreadable.includes(index)) return Promise.reject(new ImageError(ids[index]!, 'is cut short'));
      const data = Uint8Array.of(index, index + 1, index + 2);
      return Promise.resolve({ kind: 'pixels', image: { widthPx: 1, heightPx: 1, data } });
    },
    close: () => Promise.resolve(),
  };
}

async function collect(
  set: ImageSet,
  options: Partial<ExtractOptions> = {},
  extractor = firstPixels(WIDTH),
): Promise<{ ids: string[]; rows: number[][] }> {
  const indices = set.ids.map((_, i) => i);
  const ids: string[] = [];
  const rows: number[][] = [];
  for await (const batch of extractFeatures(set, extractor, { indices, batchSize: 4, ...options })) {
    ids.push(...batch.ids);
    for (let i = 0; i < batch.features.length; i += WIDTH)
      rows.push(Array.from(batch.features.slice(i, i + WIDTH)));
  }
  return { ids, rows };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-eval-extract-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('extractFeatures', () => {
  it.each([1, 3, 4, 10, 100])('gives every image once and in order, in batches of %i', async (batchSize) => {
    const { ids, rows } = await collect(pixelSet(10), { batchSize });
    expect(ids).toEqual(pixelSet(10).ids);
    expect(rows).toEqual(Array.from({ length: 10 }, (_, i) => [i, i + 1, i + 2]));
  });

  it('takes the images asked for, in the order asked for', async () => {
    expect((await collect(pixelSet(10), { indices: [7, 2, 5] })).ids).toEqual(['7.png', '2.png', '5.png']);
  });

  it('ends at the first unreadable image, naming it', async () => {
    await expect(collect(pixelSet(10, [6, 8]))).rejects.toThrow(/^6\.png: is cut short$/);
  });

  it('names and leaves out unreadable images where that is allowed, also a whole batch of them', async () => {
    const skipped: SkippedImage[] = [];
    let progress = 0;
    const { ids } = await collect(pixelSet(10, [1, 4, 5, 6, 7]), {
      onSkip: (image) => skipped.push(image),
      onProgress: (images) => (progress += images),
    });
    expect(ids).toEqual(['0.png', '2.png', '3.png', '8.png', '9.png']);
    expect(skipped.map(({ id }) => id)).toEqual(['1.png', '4.png', '5.png', '6.png', '7.png']);
    expect(skipped[0]?.reason).toBe('1.png: is cut short');
    expect(progress).toBe(10);
  });

  it('names the image whose features are not numbers, and does not remember them', async () => {
    const extractor = {
      ...firstPixels(WIDTH),
      extract: (inputs: readonly Float32Array[]) =>
        Promise.resolve(new Float32Array(inputs.length * WIDTH).fill(NaN)),
    };
    const cache = await FeatureCache.open(folder, extractor);
    await expect(collect(pixelSet(2), { cache }, extractor)).rejects.toThrow(InputError);
    await expect(collect(pixelSet(2), { cache }, extractor)).rejects.toThrow(/0\.png: .*NaN/);
    await cache.close();
    const sound = firstPixels(WIDTH);
    const later = await FeatureCache.open(folder, sound);
    await collect(pixelSet(2), { cache: later }, sound);
    expect(sound.extracted).toBe(2);
    await later.close();
  });

  it('resumes: what an interrupted run has computed is not computed again, and the result is the same', async () => {
    const first = firstPixels(WIDTH);
    const cache = await FeatureCache.open(folder, first);
    const indices = pixelSet(10).ids.map((_, i) => i);
    for await (const batch of extractFeatures(pixelSet(10), first, { indices, batchSize: 4, cache })) {
      if (batch.ids.includes('4.png')) break;
    }
    await cache.close();
    expect(first.extracted).toBe(8);

    const second = firstPixels(WIDTH);
    const later = await FeatureCache.open(folder, second);
    const resumed = await collect(pixelSet(10), { cache: later, batchSize: 3 }, second);
    expect(second.extracted).toBe(2);
    expect(resumed).toEqual(await collect(pixelSet(10)));
    await later.close();
  });
});

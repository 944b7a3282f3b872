import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeatureRole } from '../../src/config/feature-role.js';
import { ImageError, InputError } from '../../src/errors.js';
import {
  extractFeatures,
  type ExtractOptions,
  type FeatureBatch,
  type SkippedImage,
} from '../../src/features/extract-features.js';
import { openFeatureCaches } from '../../src/features/feature-caches.js';
import type { ImageSet } from '../../src/images/image-set.js';
import type { StoredImage } from '../../src/images/image.js';
import { firstPixels, output } from './fake-extractor.js';

const WIDTH = 3;
const roles = ['features'] as const;
const features = output(WIDTH);

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
  extractor = firstPixels({ features }),
): Promise<{ ids: string[]; rows: number[][] }> {
  const indices = set.ids.map((_, i) => i);
  const ids: string[] = [];
  const rows: number[][] = [];
  for await (const batch of extractFeatures(set, extractor, { indices, roles, batchSize: 4, ...options })) {
    ids.push(...batch.ids);
    const vectors = batch.vectors.features!;
    for (let i = 0; i < vectors.length; i += WIDTH) rows.push(Array.from(vectors.slice(i, i + WIDTH)));
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
      ...firstPixels({ features }),
      extract: (inputs: readonly Float32Array[]) =>
        Promise.resolve({ features: new Float32Array(inputs.length * WIDTH).fill(NaN) }),
    };
    const cache = await openFeatureCaches(folder, extractor, roles);
    await expect(collect(pixelSet(2), { caches: cache.byRole }, extractor)).rejects.toThrow(InputError);
    await expect(collect(pixelSet(2), { caches: cache.byRole }, extractor)).rejects.toThrow(/0\.png: .*NaN/);
    await cache.close();
    const sound = firstPixels({ features });
    const later = await openFeatureCaches(folder, sound, roles);
    await collect(pixelSet(2), { caches: later.byRole }, sound);
    expect(sound.extracted).toBe(2);
    await later.close();
  });

  it('resumes: what an interrupted run has computed is not computed again, and the result is the same', async () => {
    const first = firstPixels({ features });
    const cache = await openFeatureCaches(folder, first, roles);
    const indices = pixelSet(10).ids.map((_, i) => i);
    for await (const batch of extractFeatures(pixelSet(10), first, {
      indices,
      roles,
      batchSize: 4,
      caches: cache.byRole,
    })) {
      if (batch.ids.includes('4.png')) break;
    }
    await cache.close();
    // One batch further was with the network already, and is not remembered.
    expect(first.extracted).toBe(10);

    const second = firstPixels({ features });
    const later = await openFeatureCaches(folder, second, roles);
    const resumed = await collect(pixelSet(10), { caches: later.byRole, batchSize: 3 }, second);
    expect(second.extracted).toBe(2);
    expect(resumed).toEqual(await collect(pixelSet(10)));
    await later.close();
  });

  it('reads several outputs in one pass, remembers each for itself, and computes only what an image lacks', async () => {
    const outputs = { features, logits: output(1, 'z') };
    const both = ['features', 'logits'] as const;
    const indices = [0, 1, 2];
    const read = async (extractor: ReturnType<typeof firstPixels>, wanted: readonly FeatureRole[]) => {
      const caches = await openFeatureCaches(folder, extractor, wanted);
      const options = { indices, roles: wanted, batchSize: 3, caches: caches.byRole };
      const batches: FeatureBatch[] = [];
      for await (const batch of extractFeatures(pixelSet(3), extractor, options)) batches.push(batch);
      await caches.close();
      return batches.map(({ vectors }) => vectors);
    };
    const alone = firstPixels({ features });
    const [vectors] = await read(alone, roles);
    expect(alone.extracted).toBe(3);
    expect(vectors).toEqual({ features: Float32Array.of(0, 1, 2, 1, 2, 3, 2, 3, 4) });

    const together = firstPixels(outputs);
    expect(await read(together, both)).toEqual([{ ...vectors, logits: Float32Array.of(0, 1, 2) }]);
    expect(together.extracted).toBe(3);

    // Everything is known by now, whoever asks.
    const later = firstPixels(outputs);
    await read(later, both);
    await read(later, ['logits']);
    await read(later, roles);
    expect(later.extracted).toBe(0);
    const sizes = await Promise.all(
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
    );
    expect(sizes.sort((a, b) => a - b)).toEqual([3 * (32 + 4 + 4), 3 * (32 + 12 + 4)]);
  });
});

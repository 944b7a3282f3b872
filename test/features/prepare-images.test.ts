import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Preprocessing } from '../../src/config/extractor-file.js';
import { ImageError } from '../../src/errors.js';
import { extractFeatures, type SkippedImage } from '../../src/features/extract-features.js';
import { presets } from '../../src/features/presets.js';
import { preprocess } from '../../src/features/preprocess.js';
import { defaultWorkers } from '../../src/features/prepare-images.js';
import type { ImageSet } from '../../src/images/image-set.js';
import type { StoredImage } from '../../src/images/image.js';
import { firstPixels, output } from './fake-extractor.js';

const COUNT = 40;
const roles = ['features'] as const;
const preprocessing: Preprocessing = { ...presets.imagenet, widthPx: 8, heightPx: 6, fit: 'stretch' };
const WIDTH = 8 * 6 * 3;

/** Encoded, raw, and broken images in turn, all parts of larger memory, as archives give them. */
const stored = await Promise.all(
  Array.from({ length: COUNT }, async (_, i): Promise<StoredImage> => {
    const data = Uint8Array.from({ length: 20 * 15 * 3 }, (_, k) => (k * (i + 3) * 7) % 256);
    if (i % 3 === 0) {
      return { kind: 'pixels', image: { widthPx: 20, heightPx: 15, data: within(data) } };
    }
    const png = sharp(data, { raw: { width: 20, height: 15, channels: 3 } }).png();
    return { kind: 'encoded', bytes: within(i === 17 ? new Uint8Array(50) : await png.toBuffer()) };
  }),
);

function within(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length + 10);
  larger.set(bytes, 5);
  return larger.subarray(5, -5);
}

const set: ImageSet = {
  location: 'mixed',
  ids: stored.map((_, i) => `${i}.png`),
  ignored: [],
  read: (index) => Promise.resolve(stored[index]!),
  close: () => Promise.resolve(),
};
const extractor = {
  ...firstPixels({ features: output(WIDTH) }),
  preprocess: (image: Parameters<typeof preprocess>[0]) => preprocess(image, preprocessing),
  preprocessing,
};

async function extract(workers: number, batchSize: number) {
  const skipped: SkippedImage[] = [];
  const vectors: Float32Array[] = [];
  const ids: string[] = [];
  const options = { indices: set.ids.map((_, i) => i), roles, batchSize, workers };
  const onSkip = (image: SkippedImage) => skipped.push(image);
  for await (const batch of extractFeatures(set, extractor, { ...options, onSkip })) {
    vectors.push(batch.vectors.features!);
    ids.push(...batch.ids);
  }
  return { ids, skipped, bytes: Buffer.concat(vectors.map((part) => Buffer.from(part.buffer))) };
}

it('gives the same bits, order and problems whatever the number of workers and the batch', async () => {
  const alone = await extract(0, 1);
  expect(alone.ids).toHaveLength(COUNT - 1);
  expect(alone.skipped).toEqual([
    { id: '17.png', reason: expect.stringMatching(/^17\.png: cannot be decoded/) as string },
  ]);
  for (const [workers, batchSize] of [
    [1, 1],
    [2, 7],
    [3, 64],
  ] as const) {
    const shared = await extract(workers, batchSize);
    expect(shared.bytes.equals(alone.bytes)).toBe(true);
    expect(shared).toEqual(alone);
  }
});

it('ends at the first image that a worker cannot read, and leaves what was given as it was', async () => {
  const before = stored.map((image) => ('bytes' in image ? image.bytes.length : image.image.data.length));
  const options = { indices: set.ids.map((_, i) => i), roles, batchSize: 4, workers: 1 };
  const ids: string[] = [];
  const read = async () => {
    for await (const batch of extractFeatures(set, extractor, options)) ids.push(...batch.ids);
  };
  await expect(read()).rejects.toThrow(ImageError);
  expect(ids).toEqual(set.ids.slice(0, 16));
  const after = stored.map((image) => ('bytes' in image ? image.bytes.length : image.image.data.length));
  expect(after).toEqual(before);
});

it.each([
  ['cpu', 1, 1],
  ['cpu', 2, 1],
  ['cpu', 64, 16],
  ['cuda', 1, 1],
  ['cuda', 8, 7],
])('for %s and %i cores starts %i workers', (device, cores, workers) => {
  expect(defaultWorkers({ name: 'onnxruntime', device }, cores)).toBe(workers);
});

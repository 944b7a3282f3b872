import { ImageError, InputError } from '../errors.js';
import { contentHash } from '../images/content-hash.js';
import { decodeImage } from '../images/decode-image.js';
import type { ImageSet } from '../images/image-set.js';
import type { FeatureExtractor } from './extractor.js';
import type { FeatureCache } from './feature-cache.js';

/** Features of consecutive images: ids.length x width, row-major. */
export interface FeatureBatch {
  readonly ids: readonly string[];
  readonly features: Float32Array;
}

export interface SkippedImage {
  readonly id: string;
  readonly reason: string;
}

export interface ExtractOptions {
  /** Which images of the set, in the order wanted. */
  readonly indices: readonly number[];
  /** Images that go through the network at once. Changes speed and memory, not the numbers. */
  readonly batchSize: number;
  readonly cache?: FeatureCache | undefined;
  /** Called for an image that cannot be read; without it, the first such image ends the extraction. */
  readonly onSkip?: ((skipped: SkippedImage) => void) | undefined;
  /** Called with the number of images finished since the last call (read from cache, computed or skipped). */
  readonly onProgress?: ((images: number) => void) | undefined;
}

type Prepared =
  | { readonly state: 'known'; readonly id: string; readonly features: Float32Array }
  | { readonly state: 'new'; readonly id: string; readonly imageHash: string; readonly input: Float32Array }
  | { readonly state: 'unreadable'; readonly error: ImageError };

/**
 * Streams the features of a set, in order. Images are read, decoded and resized ahead of the network by one batch;
 * memory depends on the batch size, not on the number of images.
 * @throws ImageError for the first unreadable image, unless `onSkip` takes it
 * @throws InputError if the extractor gives NaN or infinite features, naming the image
 */
export async function* extractFeatures(
  set: ImageSet,
  extractor: FeatureExtractor,
  options: ExtractOptions,
): AsyncGenerator<FeatureBatch> {
  const { indices, batchSize, cache, onSkip, onProgress } = options;
  const prepareBatch = (start: number): Promise<Prepared[]> =>
    Promise.all(
      indices.slice(start, start + batchSize).map((index) => prepare(set, index, extractor, cache)),
    );

  let next = prepareBatch(0);
  // A rejection is handled where the batch is awaited, which may be after it happened.
  next.catch(() => undefined);
  for (let start = 0; start < indices.length; start += batchSize) {
    const batch = await next;
    next = prepareBatch(start + batchSize);
    next.catch(() => undefined);

    for (const item of batch) {
      if (item.state !== 'unreadable') continue;
      if (!onSkip) throw item.error;
      onSkip({ id: item.error.imageId, reason: item.error.message });
    }
    const readable = batch.filter((item) => item.state !== 'unreadable');
    if (readable.length > 0) {
      yield { ids: readable.map(({ id }) => id), features: await complete(readable, extractor, cache) };
    }
    onProgress?.(batch.length);
  }
}

async function prepare(
  set: ImageSet,
  index: number,
  extractor: FeatureExtractor,
  cache: FeatureCache | undefined,
): Promise<Prepared> {
  const id = set.ids[index]!;
  try {
    const stored = await set.read(index);
    const imageHash = contentHash(stored);
    const features = await cache?.get(imageHash);
    if (features) return { state: 'known', id, features };
    return { state: 'new', id, imageHash, input: extractor.preprocess(await decodeImage(stored, id)) };
  } catch (error) {
    if (error instanceof ImageError) return { state: 'unreadable', error };
    throw error;
  }
}

/** Runs the network on what is new, remembers it, and puts the batch together in its order. */
async function complete(
  batch: readonly Exclude<Prepared, { state: 'unreadable' }>[],
  extractor: FeatureExtractor,
  cache: FeatureCache | undefined,
): Promise<Float32Array> {
  const { width } = extractor;
  const features = new Float32Array(batch.length * width);
  const fresh = batch.filter((item) => item.state === 'new');
  const computed = fresh.length > 0 ? await extractor.extract(fresh.map(({ input }) => input)) : undefined;

  let row = 0;
  const entries: { imageHash: string; features: Float32Array }[] = [];
  batch.forEach((item, i) => {
    const vector = item.state === 'known' ? item.features : computed!.subarray(row * width, ++row * width);
    if (!vector.every(Number.isFinite)) {
      throw new InputError(
        `${item.id}: ${extractor.identity.name} gives features that are NaN or infinite; ` +
          `check the network and its preprocessing (${extractor.identity.preprocessing}).`,
      );
    }
    features.set(vector, i * width);
    if (item.state === 'new') entries.push({ imageHash: item.imageHash, features: vector });
  });
  await cache?.put(entries);
  return features;
}

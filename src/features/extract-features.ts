import { byRole, mapRoles, roleEntries, type ByRole, type FeatureRole } from '../config/feature-role.js';
import { ImageError, InputError } from '../errors.js';
import { contentHash } from '../images/content-hash.js';
import type { ImageSet } from '../images/image-set.js';
import type { FeatureExtractor } from './extractor.js';
import type { FeatureCache } from './feature-cache.js';
import { mapAhead } from './map-ahead.js';
import { openPreparer, type ImagePreparer } from './prepare-images.js';

/** Vectors of consecutive images; of each output ids.length x width, row-major. */
export interface FeatureBatch {
  readonly ids: readonly string[];
  /** What identifies each image, as contentHash gives it. */
  readonly imageHashes: readonly string[];
  readonly vectors: ByRole<Float32Array>;
}

export interface SkippedImage {
  readonly id: string;
  readonly reason: string;
}

export interface ExtractOptions {
  /** Which images of the set, in the order wanted. */
  readonly indices: readonly number[];
  /** Which of the extractor's outputs; an image counts as known if the caches have these of it. */
  readonly roles: readonly FeatureRole[];
  /** Images that go through the network at once. Changes speed and memory, not the numbers. */
  readonly batchSize: number;
  /** Threads that decode and resize; 0: the calling one. Changes speed and memory, not the numbers. */
  readonly workers?: number | undefined;
  /** The outputs' caches; one that is missing is not cached. */
  readonly caches?: ByRole<FeatureCache> | undefined;
  /** Called for an image that cannot be read; without it, the first such image ends the extraction. */
  readonly onSkip?: ((skipped: SkippedImage) => void) | undefined;
  /** Called with the number of images finished since the last call (read from cache, computed or skipped). */
  readonly onProgress?: ((images: number) => void) | undefined;
}

interface ReadableImage {
  readonly id: string;
  readonly imageHash: string;
  /** What the caches have. */
  readonly known: ByRole<Float32Array>;
  /** For the network; undefined if everything is known. */
  readonly input: Float32Array | undefined;
}

/** Batches in the network's hands: the next one is there when one is done. */
const BATCHES_UNDER_WAY = 2;
/** Images that a worker has or is about to be given. */
const IMAGES_A_WORKER = 2;

/**
 * Streams the vectors of a set's images, in order. Images are read, decoded and resized ahead of the network, and the network works ahead of
 * what is done with its results. Memory depends on the batch size and the number of workers, not on the number of images.
 * @throws ImageError for the first unreadable image, unless `onSkip` takes it
 * @throws InputError if the extractor gives NaN or infinite values, naming the image
 */
export async function* extractFeatures(
  set: ImageSet,
  extractor: FeatureExtractor,
  options: ExtractOptions,
): AsyncGenerator<FeatureBatch> {
  const { indices, batchSize, workers = 0, onSkip, onProgress } = options;
  const preparer = openPreparer(extractor, indices.length, workers);
  const images = mapAhead(indices, batchSize + IMAGES_A_WORKER * workers, (index) =>
    prepare(set, index, preparer, options),
  );
  const batches = mapAhead(inBatches(images, batchSize), BATCHES_UNDER_WAY, async (batch) => {
    const readable = batch.filter((item): item is ReadableImage => !(item instanceof ImageError));
    return { batch, readable, computed: await compute(readable, extractor) };
  });
  try {
    for await (const { batch, readable, computed } of batches) {
      for (const item of batch) {
        if (!(item instanceof ImageError)) continue;
        if (!onSkip) throw item;
        onSkip({ id: item.imageId, reason: item.message });
      }
      if (readable.length > 0) {
        yield {
          ids: readable.map(({ id }) => id),
          imageHashes: readable.map(({ imageHash }) => imageHash),
          vectors: await complete(readable, computed, extractor, options),
        };
      }
      onProgress?.(batch.length);
    }
  } finally {
    await preparer.close();
  }
}

async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function prepare(
  set: ImageSet,
  index: number,
  preparer: ImagePreparer,
  { roles, caches = {} }: Pick<ExtractOptions, 'roles' | 'caches'>,
): Promise<ReadableImage | ImageError> {
  const id = set.ids[index]!;
  try {
    const stored = await set.read(index);
    const imageHash = contentHash(stored);
    const found = await Promise.all(
      roles.map(async (role) => [role, await caches[role]?.get(imageHash)] as const),
    );
    const known: ByRole<Float32Array> = Object.fromEntries(found);
    if (roles.every((role) => known[role])) return { id, imageHash, known, input: undefined };
    return { id, imageHash, known, input: await preparer.prepare(stored, id) };
  } catch (error) {
    if (error instanceof ImageError) return error;
    throw error;
  }
}

/** Runs the network on the images of which something is new. */
async function compute(
  batch: readonly ReadableImage[],
  extractor: FeatureExtractor,
): Promise<ByRole<Float32Array>> {
  const inputs = batch.flatMap(({ input }) => input ?? []);
  return inputs.length > 0 ? extractor.extract(inputs) : {};
}

/** Remembers what was computed, and puts the batch together in its order. */
async function complete(
  batch: readonly ReadableImage[],
  computed: ByRole<Float32Array>,
  extractor: FeatureExtractor,
  { roles, caches = {} }: Pick<ExtractOptions, 'roles' | 'caches'>,
): Promise<ByRole<Float32Array>> {
  const rows = mapRoles(
    byRole(roles, (role) => extractor.outputs[role]!),
    ({ width }, role) => {
      let row = 0;
      return batch.map(({ input, known }) => {
        const fresh = input && computed[role]!.subarray(row * width, ++row * width);
        return known[role] ?? fresh!;
      });
    },
  );
  for (const [role, vectors] of roleEntries(rows)) {
    vectors.forEach((vector, i) => {
      checkFinite(vector, batch[i]!.id, role, extractor);
    });
  }
  for (const [role, vectors] of roleEntries(rows)) {
    const entries = batch.flatMap(({ imageHash, known }, i) =>
      known[role] ? [] : [{ imageHash, features: vectors[i]! }],
    );
    await caches[role]?.put(entries);
  }
  return mapRoles(rows, concatenate);
}

function checkFinite(vector: Float32Array, id: string, role: FeatureRole, extractor: FeatureExtractor): void {
  if (vector.every(Number.isFinite)) return;
  throw new InputError(
    `${id}: ${extractor.name} gives ${role} that are NaN or infinite; ` +
      `check the network and its preprocessing (${extractor.outputs[role]!.identity.preprocessing}).`,
  );
}

function concatenate(vectors: readonly Float32Array[]): Float32Array {
  const width = vectors[0]?.length ?? 0;
  const out = new Float32Array(vectors.length * width);
  vectors.forEach((vector, i) => {
    out.set(vector, i * width);
  });
  return out;
}

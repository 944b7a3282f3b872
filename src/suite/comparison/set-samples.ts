import { availableParallelism } from 'node:os';
import { mapRoles, roleEntries, type ByRole, type FeatureRole } from '../../config/feature-role.js';
import type { Side } from '../../config/result.js';
import { extractFeatures, type FeatureBatch } from '../../features/extract-features.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { openFeatureCaches } from '../../features/feature-caches.js';
import { contentsHash } from '../../images/contents-hash.js';
import type { ImageSet } from '../../images/image-set.js';
import type { Sample } from '../../metrics/sample.js';
import { chooseImages } from './choose-images.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from '../listener.js';
import { rethrowUnreadable } from '../rethrow-unreadable.js';
import { featureCollector, statisticsCollector } from './sample-collectors.js';

/** What is kept of an output: every vector (width x 4 bytes an image), or mean and covariance alone. */
export type Keep = 'features' | 'statistics';

/** A set of images, as each output of the extractor sees it. */
export interface SetSamples {
  readonly samples: ByRole<Sample>;
  readonly side: Side;
}

/** On a CPU small batches are as fast and take less memory (docs/performance.md); other devices want more at once. */
export function defaultBatchSize(device: string): number {
  return device === 'cpu' ? Math.min(availableParallelism(), 16) : 64;
}

/**
 * Reads a set in one pass, for all outputs that are wanted. Memory grows with the number of images only by the outputs of
 * which every vector is kept.
 * @param keep - the outputs wanted
 * @param strata - of each image by its id, where the images are labelled
 * @throws InputError naming the first unreadable image, unless `onError` is 'skip'
 * @throws InsufficientSamplesError if statistics are wanted and fewer than two images remain
 */
export async function setSamples(
  set: ImageSet,
  extractor: FeatureExtractor,
  keep: ByRole<Keep>,
  options: ExtractionOptions,
  listener: Listener = {},
  strata?: ReadonlyMap<string, string>,
): Promise<SetSamples> {
  const capacity = options.num ?? set.ids.length;
  const collectors = mapRoles(keep, (kept, role) => {
    const { width } = extractor.outputs[role]!;
    return kept === 'features' ? featureCollector(width, capacity) : statisticsCollector(width, set.location);
  });
  const ids: string[] = [];
  const roles = roleEntries(keep).map(([role]) => role);
  const side = await forEachBatch(set, extractor, roles, options, listener, (batch) => {
    for (const [role, collector] of roleEntries(collectors)) collector.add(batch.vectors[role]!);
    ids.push(...batch.ids);
  });
  const labels = strata && ids.map((id) => strata.get(id)!);
  return { samples: mapRoles(collectors, (collector) => collector.finish(ids, labels)), side };
}

/** Hands on the vectors of the set's images, batch by batch. @returns what the set is, and what became of its images */
export async function forEachBatch(
  set: ImageSet,
  extractor: FeatureExtractor,
  roles: readonly FeatureRole[],
  options: ExtractionOptions,
  listener: Listener,
  take: (batch: FeatureBatch) => void,
): Promise<Side> {
  const { cacheFolder } = options;
  const caches =
    cacheFolder === undefined ? undefined : await openFeatureCaches(cacheFolder, extractor, roles);
  const indices = chooseImages(set, options.num, options.seed);
  const skipped: { id: string; reason: string }[] = [];
  const imageHashes: string[] = [];
  listener.onStage?.({ label: set.location, total: indices.length, unit: 'images' });
  const batches = extractFeatures(set, extractor, {
    indices,
    roles,
    batchSize: options.batchSize ?? defaultBatchSize(options.device),
    caches: caches?.byRole,
    onSkip: options.onError === 'skip' ? (image) => skipped.push(image) : undefined,
    onProgress: (images) => listener.onAdvance?.(images),
  });
  try {
    for await (const batch of batches) {
      take(batch);
      imageHashes.push(...batch.imageHashes);
    }
  } catch (error) {
    rethrowUnreadable(set.location, error);
  } finally {
    listener.onStageEnd?.();
    await caches?.close();
  }
  for (const { reason } of skipped) listener.onNotice?.(`Skipped ${reason}`);
  return {
    location: set.location,
    kind: 'images',
    count: indices.length - skipped.length,
    contents: contentsHash(imageHashes),
    available: set.ids.length,
    ignored: set.ignored.length,
    skipped,
  };
}

import { availableParallelism } from 'node:os';
import type { Side } from '../config/result.js';
import type { StatisticsNote } from '../config/statistics-note.js';
import { ImageError, InputError, InsufficientSamplesError } from '../errors.js';
import { extractFeatures, type FeatureBatch } from '../features/extract-features.js';
import type { FeatureExtractor } from '../features/extractor.js';
import { FeatureCache } from '../features/feature-cache.js';
import type { ImageSet } from '../images/image-set.js';
import { StatisticsAccumulator } from '../math/statistics-accumulator.js';
import type { FeatureSample, Sample, StatisticsSample } from '../metrics/sample.js';
import { chooseImages } from './choose-images.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from './listener.js';
import { packageVersion } from './versions.js';

/** What a set gave: its features, or mean and covariance alone. */
export interface SetSample<Kept extends Sample = Sample> {
  readonly sample: Kept;
  readonly side: Side;
}

/** On a CPU small batches are as fast and take less memory (docs/performance.md); other devices want more at once. */
function defaultBatchSize(device: string): number {
  return device === 'cpu' ? Math.min(availableParallelism(), 16) : 64;
}

/**
 * Mean and covariance of a set's features, streamed: memory does not grow with the number of images.
 * @throws InputError naming the first unreadable image, unless `onError` is 'skip'
 * @throws InsufficientSamplesError if fewer than two images remain
 */
export async function setStatistics(
  set: ImageSet,
  extractor: FeatureExtractor,
  options: ExtractionOptions,
  listener: Listener = {},
): Promise<SetSample<StatisticsSample>> {
  const accumulator = new StatisticsAccumulator(extractor.width);
  const side = await forEachBatch(set, extractor, options, listener, ({ features }) => {
    accumulator.add(features);
  });
  if (accumulator.count < 2) {
    throw new InsufficientSamplesError(
      `${set.location}: ${accumulator.count} readable image(s); a covariance needs at least 2.`,
    );
  }
  return { sample: { kind: 'statistics', statistics: accumulator.finish() }, side };
}

/**
 * All features of a set, in memory: width x 4 bytes an image.
 * @throws InputError naming the first unreadable image, unless `onError` is 'skip'
 */
export async function setFeatures(
  set: ImageSet,
  extractor: FeatureExtractor,
  options: ExtractionOptions,
  listener: Listener = {},
): Promise<SetSample<FeatureSample>> {
  const { width } = extractor;
  const ids: string[] = [];
  const data = new Float32Array((options.num ?? set.ids.length) * width);
  const side = await forEachBatch(set, extractor, options, listener, (batch) => {
    data.set(batch.features, ids.length * width);
    ids.push(...batch.ids);
  });
  const features = { rows: ids.length, columns: width, data: data.subarray(0, ids.length * width) };
  return { sample: { kind: 'features', ids, features }, side };
}

async function forEachBatch(
  set: ImageSet,
  extractor: FeatureExtractor,
  options: ExtractionOptions,
  listener: Listener,
  take: (batch: FeatureBatch) => void,
): Promise<Side> {
  const cache =
    options.cacheFolder === undefined ? undefined : await FeatureCache.open(options.cacheFolder, extractor);
  const indices = chooseImages(set, options.num, options.seed);
  const skipped: { id: string; reason: string }[] = [];
  listener.onStage?.({ label: set.location, total: indices.length, unit: 'images' });
  const batches = extractFeatures(set, extractor, {
    indices,
    batchSize: options.batchSize ?? defaultBatchSize(options.device),
    cache,
    onSkip: options.onError === 'skip' ? (image) => skipped.push(image) : undefined,
    onProgress: (images) => listener.onAdvance?.(images),
  });
  try {
    for await (const batch of batches) take(batch);
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    throw new InputError(
      `${set.location}: ${error.message}. Repair or remove it, or leave such images out with --on-error skip.`,
      { cause: error },
    );
  } finally {
    listener.onStageEnd?.();
    await cache?.close();
  }
  for (const { reason } of skipped) listener.onNotice?.(`Skipped ${reason}`);
  return {
    location: set.location,
    kind: 'images',
    count: indices.length - skipped.length,
    available: set.ids.length,
    ignored: set.ignored.length,
    skipped,
  };
}

/** The note that goes into a statistics file beside the numbers. */
export function statisticsNote(extractor: FeatureExtractor, side: Side): StatisticsNote {
  return {
    schema: 'gan-eval/statistics/1',
    writer: `gan-eval ${packageVersion}`,
    features: extractor.identity,
    comparable: extractor.comparability.comparable,
    comparability: extractor.comparability.statement,
    runsOn: extractor.runsOn,
    source: side,
    createdAt: new Date().toISOString(),
  };
}

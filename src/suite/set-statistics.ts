import { availableParallelism } from 'node:os';
import type { Side } from '../config/result.js';
import type { StatisticsNote } from '../config/statistics-note.js';
import { ImageError, InputError, InsufficientSamplesError } from '../errors.js';
import { extractFeatures } from '../features/extract-features.js';
import type { FeatureExtractor } from '../features/extractor.js';
import { FeatureCache } from '../features/feature-cache.js';
import type { ImageSet } from '../images/image-set.js';
import { StatisticsAccumulator } from '../math/statistics-accumulator.js';
import type { GaussianStatistics } from '../math/gaussian-statistics.js';
import { chooseImages } from './choose-images.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from './listener.js';
import { packageVersion } from './versions.js';

export interface SetStatistics {
  readonly statistics: GaussianStatistics;
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
): Promise<SetStatistics> {
  const cache =
    options.cacheFolder === undefined ? undefined : await FeatureCache.open(options.cacheFolder, extractor);
  try {
    return await accumulate(set, extractor, cache, options, listener);
  } finally {
    await cache?.close();
  }
}

async function accumulate(
  set: ImageSet,
  extractor: FeatureExtractor,
  cache: FeatureCache | undefined,
  options: ExtractionOptions,
  listener: Listener,
): Promise<SetStatistics> {
  const indices = chooseImages(set, options.num, options.seed);
  const skipped: { id: string; reason: string }[] = [];
  const accumulator = new StatisticsAccumulator(extractor.width);
  listener.onStage?.({ label: set.location, total: indices.length, unit: 'images' });
  const batches = extractFeatures(set, extractor, {
    indices,
    batchSize: options.batchSize ?? defaultBatchSize(options.device),
    cache,
    onSkip: options.onError === 'skip' ? (image) => skipped.push(image) : undefined,
    onProgress: (images) => listener.onAdvance?.(images),
  });
  try {
    for await (const { features } of batches) accumulator.add(features);
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    throw new InputError(
      `${set.location}: ${error.message}. Repair or remove it, or leave such images out with --on-error skip.`,
      { cause: error },
    );
  } finally {
    listener.onStageEnd?.();
  }
  for (const { reason } of skipped) listener.onNotice?.(`Skipped ${reason}`);

  const count = indices.length - skipped.length;
  if (count < 2) {
    throw new InsufficientSamplesError(
      `${set.location}: ${count} readable image(s); a covariance needs at least 2.`,
    );
  }
  return {
    statistics: accumulator.finish(),
    side: {
      location: set.location,
      kind: 'images',
      count,
      available: set.ids.length,
      ignored: set.ignored.length,
      skipped,
    },
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

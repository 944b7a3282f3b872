import type { StatisticsNote } from '../../config/statistics-note.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import type { ImageSet } from '../../images/image-set.js';
import type { GaussianStatistics } from '../../math/gaussian-statistics.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from '../listener.js';
import { setSamples } from './set-samples.js';
import { madeBy, statisticsNote } from './statistics-note.js';

export interface SetStatistics {
  readonly statistics: GaussianStatistics;
  /** What a statistics file says beside the numbers. */
  readonly note: StatisticsNote;
}

/**
 * Mean and covariance of a set's features, streamed: memory does not grow with the number of images.
 * @throws InputError, InsufficientSamplesError as setSamples does
 */
export async function setStatistics(
  set: ImageSet,
  extractor: FeatureExtractor,
  options: ExtractionOptions,
  listener: Listener = {},
): Promise<SetStatistics> {
  const { samples, side } = await setSamples(set, extractor, { features: 'statistics' }, options, listener);
  const { features } = samples;
  if (features?.kind !== 'statistics') throw new Error('Statistics were asked for and not given.');
  return { statistics: features.statistics, note: statisticsNote({ ...madeBy(extractor), source: side }) };
}

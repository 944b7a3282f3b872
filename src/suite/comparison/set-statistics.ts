import type { Side } from '../../config/result.js';
import type { StatisticsNote } from '../../config/statistics-note.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import type { ImageSet } from '../../images/image-set.js';
import type { GaussianStatistics } from '../../math/gaussian-statistics.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from '../listener.js';
import { setSamples } from './set-samples.js';
import { packageVersion } from '../versions.js';

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
  return { statistics: features.statistics, note: statisticsNote(extractor, side) };
}

function statisticsNote({ outputs, runsOn }: FeatureExtractor, source: Side): StatisticsNote {
  const { identity, comparability } = outputs.features!;
  return {
    schema: 'gan-eval/statistics/1',
    writer: `gan-eval ${packageVersion}`,
    features: identity,
    comparable: comparability.comparable,
    comparability: comparability.statement,
    runsOn,
    source,
    createdAt: new Date().toISOString(),
  };
}

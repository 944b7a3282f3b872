import type { StatisticsNote } from '../../config/statistics-note.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { openExtractor } from '../../features/open-extractor.js';
import { writeStatistics } from '../../features/statistics-file.js';
import { openImageSet } from '../../images/open-image-set.js';
import { refuseToWriteS3 } from '../../storage/s3-location.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import { setStatistics } from './set-statistics.js';

/** Computes a set's statistics and writes them to `output` (.npz), whole or not at all. */
export async function makeStatistics(
  location: string,
  output: string,
  options: ExtractionOptions,
  listener: Listener = {},
): Promise<StatisticsNote> {
  refuseToWriteS3(output);
  // The set comes first: a wrong path should be named before weights are fetched.
  const set = await openImageSet(location);
  let extractor: FeatureExtractor | undefined;
  try {
    extractor = await openExtractor(options, ['features'], modelProgress(listener));
    const { statistics, note } = await setStatistics(set, extractor, options, listener);
    await writeStatistics(output, statistics, note);
    return note;
  } finally {
    listener.onStageEnd?.();
    await extractor?.dispose();
    await set.close();
  }
}

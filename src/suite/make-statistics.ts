import type { StatisticsNote } from '../config/statistics-note.js';
import type { FeatureExtractor } from '../features/extractor.js';
import { openExtractor } from '../features/open-extractor.js';
import { writeStatistics } from '../features/statistics-file.js';
import { openImageSet } from '../images/open-image-set.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from './listener.js';
import { modelProgress } from './model-progress.js';
import { setStatistics, statisticsNote } from './set-statistics.js';

/** Computes a set's statistics and writes them to `output` (.npz), whole or not at all. */
export async function makeStatistics(
  location: string,
  output: string,
  options: ExtractionOptions,
  listener: Listener = {},
): Promise<StatisticsNote> {
  // The set comes first: a wrong path should be named before weights are fetched.
  const set = await openImageSet(location);
  let extractor: FeatureExtractor | undefined;
  try {
    extractor = await openExtractor(options, modelProgress(listener));
    const { sample, side } = await setStatistics(set, extractor, options, listener);
    const note = statisticsNote(extractor, side);
    await writeStatistics(output, sample.statistics, note);
    return note;
  } finally {
    listener.onStageEnd?.();
    await extractor?.dispose();
    await set.close();
  }
}

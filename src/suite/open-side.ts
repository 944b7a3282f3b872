import type { Side } from '../config/result.js';
import type { StatisticsNote } from '../config/statistics-note.js';
import { holdsStatistics, readStatistics } from '../features/statistics-file.js';
import type { ImageSet } from '../images/image-set.js';
import { openImageSet } from '../images/open-image-set.js';
import type { Sample } from '../metrics/sample.js';

/** Features or statistics of one side of a comparison, and what is known of their origin. */
export interface LoadedSide {
  readonly sample: Sample;
  readonly side: Side;
  /** undefined for statistics of another tool. */
  readonly note: StatisticsNote | undefined;
}

export type OpenSide =
  | { readonly kind: 'images'; readonly set: ImageSet }
  | { readonly kind: 'statistics'; readonly loaded: LoadedSide };

/**
 * Opens a side of a comparison: statistics are read, images are not.
 * @throws InputError if it is neither a set of images nor a file of statistics
 */
export async function openSide(location: string): Promise<OpenSide> {
  if (!/\.npz$/i.test(location) || !(await holdsStatistics(location))) {
    return { kind: 'images', set: await openImageSet(location) };
  }
  const { statistics, note } = await readStatistics(location);
  const side: Side = {
    location,
    kind: 'statistics',
    count: statistics.count,
    available: null,
    ignored: 0,
    skipped: note?.source.skipped ?? [],
  };
  return { kind: 'statistics', loaded: { sample: { kind: 'statistics', statistics }, side, note } };
}

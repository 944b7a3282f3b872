import type { ExtractorRequest } from '../../features/open-extractor.js';

/** How the features of image sets are computed. */
export interface ExtractionOptions extends ExtractorRequest {
  /** Images to use of each set, chosen by `seed`; undefined: all. */
  readonly num?: number | undefined;
  readonly seed: number;
  /** undefined: a default for the device. */
  readonly batchSize?: number | undefined;
  readonly onError: 'fail' | 'skip';
  /** Folder of the feature cache; undefined: none is used. */
  readonly cacheFolder?: string | undefined;
}

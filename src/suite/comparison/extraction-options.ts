import type { ExtractorRequest } from '../../features/open-extractor.js';

/** How the features of image sets are computed. */
export interface ExtractionOptions extends ExtractorRequest {
  /** Images to use of each set, chosen by `seed`; undefined: all. */
  readonly num?: number | undefined;
  readonly seed: number;
  /** undefined: a default for the device. */
  readonly batchSize?: number | undefined;
  /** Threads that decode and resize; undefined: by the device and the number of cores. */
  readonly workers?: number | undefined;
  readonly onError: 'fail' | 'skip';
  /** Folder of the feature cache; undefined: none is used. */
  readonly cacheFolder?: string | undefined;
}

import type { ByRole } from '../../config/feature-role.js';
import type { Side } from '../../config/result.js';
import { readImageStrata } from '../../conditions/image-strata.js';
import { UsageError } from '../../errors.js';
import type { ExtractorOutput } from '../../features/extractor.js';
import { holdsStatistics, readStatistics } from '../../features/statistics-file.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import type { Sample, StatisticsSample } from '../../metrics/sample.js';
import { fileHash } from '../../models/file-hash.js';

/** What is known of a sample's origin. */
export type SampleOrigin = Pick<ExtractorOutput, 'identity' | 'comparability'>;

/** One side of a comparison, as each output of an extractor sees it. */
export interface LoadedSide<Kept extends Sample = Sample> {
  readonly samples: ByRole<Kept>;
  /** Of the samples; there is none for statistics of another tool. */
  readonly origins: ByRole<SampleOrigin>;
  readonly side: Side;
}

export type OpenSide =
  | {
      readonly kind: 'images';
      readonly set: ImageSet;
      /** Each image's stratum by its id, if strata were asked for. */
      readonly strata: ReadonlyMap<string, string> | undefined;
    }
  | { readonly kind: 'statistics'; readonly loaded: LoadedSide<StatisticsSample> };

/**
 * Opens a side of a comparison: statistics and labels are read, images are not.
 * @param strata - what divides the images: the name of a label in the manifest, or `folder`; undefined: nothing does
 * @throws InputError if it is neither a set of images nor a file of statistics, or its images are not all labelled
 * @throws UsageError if strata are asked of a file of statistics
 */
export async function openSide(location: string, strata?: string): Promise<OpenSide> {
  if (!/\.npz$/i.test(location) || !(await holdsStatistics(location))) {
    const set = await openImageSet(location);
    try {
      const labels = strata === undefined ? undefined : await readImageStrata(set, strata);
      return { kind: 'images', set, strata: labels };
    } catch (error) {
      await set.close();
      throw error;
    }
  }
  if (strata !== undefined) {
    throw new UsageError(
      `${location} is a file of statistics, which has no strata (--strata ${strata}). Give the images themselves.`,
    );
  }
  return { kind: 'statistics', loaded: await readSide(location) };
}

async function readSide(location: string): Promise<LoadedSide<StatisticsSample>> {
  const { statistics, spatial, note } = await readStatistics(location);
  return {
    samples: {
      features: { kind: 'statistics', statistics },
      ...(spatial && { spatial: { kind: 'statistics', statistics: spatial } }),
    },
    origins: note
      ? {
          features: {
            identity: note.features,
            comparability: { comparable: note.comparable, statement: note.comparability },
          },
        }
      : {},
    side: {
      location,
      kind: 'statistics',
      count: statistics.count,
      contents: note?.source.contents ?? (await fileHash(location, 'sha256', 'hex')),
      available: null,
      ignored: 0,
      skipped: note?.source.skipped ?? [],
    },
  };
}

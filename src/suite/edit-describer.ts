import type { RgbImage } from '../images/image.js';
import type { NotScored } from '../metrics/control/definition.js';
import type { Appearance, Article } from '../metrics/outfit/outfit-sample.js';
import type { NotSeen, Region } from '../outfit/region.js';

/** What the scores of edits need to know of looks. */
export interface EditDescriber {
  /** Extractor, and how it looks, in words. */
  readonly seenBy: string;
  /** What is seen in each of the regions, in their order. */
  views(
    image: RgbImage,
    regions: readonly (Region | NotSeen)[],
  ): Promise<readonly (Appearance | NotScored)[]>;
  /**
   * An article, by its path from the manifest's folder.
   * @throws InputError if the file cannot be read
   */
  article(path: string): Promise<Article | NotScored>;
  /** How certain it is that something is worn in a slot that looks like this, 0 to 1; or why that is not known. */
  worn(slot: string, seen: Appearance | NotScored): number | NotScored;
}

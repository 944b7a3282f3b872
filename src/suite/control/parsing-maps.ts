import type { Condition } from '../../conditions/condition.js';
import type { Manifest } from '../../conditions/open-manifest.js';
import { ImageError, InputError } from '../../errors.js';
import { stemOf } from '../../images/image-files.js';
import type { StoredImage } from '../../images/image.js';
import { decodeLabelMap, type LabelMap } from '../../images/label-map.js';
import { openImageSet } from '../../images/open-image-set.js';
import { readImageFile } from '../../images/read-image-file.js';
import { joinLocation } from '../../storage/locations.js';

/** Maps of body parts and clothes, by image. */
export interface ParsingMaps {
  ofReal(condition: Condition): Promise<LabelMap | undefined>;
  /** @param id - of the image */
  ofGenerated(id: string): Promise<LabelMap | undefined>;
  close(): Promise<void>;
}

/**
 * Real images have theirs in the manifest, generated ones in a set where they are named as the images, whatever the extension.
 * @throws InputError if the set cannot be opened; reading throws it for what is no map of labels
 */
export async function openParsingMaps(manifest: Manifest, location: string): Promise<ParsingMaps> {
  const set = await openImageSet(location);
  const places = new Map(set.ids.map((id, i) => [stemOf(id), i]));
  return {
    async ofReal({ parsing }) {
      if (parsing === null) return undefined;
      const path = joinLocation(manifest.folder, parsing);
      return decode(manifest.path, parsing, () => readImageFile(path, parsing));
    },
    async ofGenerated(id) {
      const place = places.get(stemOf(id));
      return place === undefined ? undefined : decode(location, set.ids[place]!, () => set.read(place));
    },
    close: () => set.close(),
  };
}

async function decode(location: string, id: string, read: () => Promise<StoredImage>): Promise<LabelMap> {
  try {
    const stored = await read();
    if (stored.kind === 'encoded') return await decodeLabelMap(stored.bytes, id);
    throw new ImageError(id, 'holds colours, not labels; expected a PNG with a palette or one grey channel');
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    throw new InputError(`${location}: ${error.message}.`, { cause: error });
  }
}

import type { ImageSet } from '../../images/image-set.js';

/** The set's images at some places alone, in that order. Closing it closes the set. */
export function partOfSet(set: ImageSet, places: readonly number[]): ImageSet {
  return {
    location: set.location,
    ignored: set.ignored,
    ids: places.map((place) => set.ids[place]!),
    read: (i) => set.read(places[i]!),
    close: () => set.close(),
  };
}

import { resolve } from 'node:path';
import { ImageError } from '../../errors.js';
import { decodeImage } from '../../images/decode-image.js';
import type { StoredImage } from '../../images/image.js';
import type { ImageSet } from '../../images/image-set.js';
import { readImageFile } from '../../images/read-image-file.js';
import type { Likeness, Picture } from '../../reports/run/run-media.js';
import { joinLocation } from '../../storage/locations.js';
import { thumbnail } from '../../reports/thumbnail.js';

/** Longest sides of likenesses that are tried, px. */
const SIDES_PX = [384, 288, 224, 160, 128, 96, 64, 48];

interface Wanted {
  readonly id: string;
  readonly read: () => Promise<StoredImage>;
}

/**
 * Pictures of a report: images are asked for first, each once, and made afterwards, so that the budget is dealt out fairly among
 * as many as there are.
 */
export class PictureStore {
  readonly #wanted: Wanted[] = [];
  readonly #places = new Map<string, number>();
  #made: Likeness[] | undefined;

  /** @returns a number to ask for its likeness by, once they are made */
  ofSet(set: ImageSet, index: number): number {
    const id = set.ids[index]!;
    return this.#want(`${resolve(set.location)}\n${id}`, { id, read: () => set.read(index) });
  }

  /** @param path - from the folder, with `/` */
  ofFile(folder: string, path: string): number {
    const file = joinLocation(folder, path);
    return this.#want(resolve(file), { id: path, read: () => readImageFile(file, path) });
  }

  get count(): number {
    return this.#wanted.length;
  }

  #want(key: string, wanted: Wanted): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#wanted.push(wanted) - 1;
    this.#places.set(key, place);
    return place;
  }

  /** @param budget - characters that all of them may take together; what does not fit is left out, and says so */
  async make(budget: number, onMade: () => void): Promise<Picture[]> {
    const pictures: Picture[] = [];
    const made: Likeness[] = [];
    let left = budget;
    for (const [i, { id, read }] of this.#wanted.entries()) {
      try {
        const image = await decodeImage(await read(), id);
        const dataUri = await thumbnail(image, left / (this.#wanted.length - i), sidesFor(image));
        if (dataUri.length > left) made.push({ missing: 'left out: the report has no room for more' });
        else {
          left -= dataUri.length;
          const { widthPx, heightPx } = image;
          made.push({ picture: pictures.push({ dataUri, widthPx, heightPx }) - 1 });
        }
      } catch (error) {
        if (!(error instanceof ImageError)) throw error;
        made.push({ missing: error.message });
      }
      onMade();
    }
    this.#made = made;
    return pictures;
  }

  likeness(number: number): Likeness {
    const made = this.#made?.[number];
    if (!made) throw new Error(`Picture ${number} was asked for before it was made.`);
    return made;
  }
}

/** Those that shrink the image, and one that leaves it as it is. */
function sidesFor({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): number[] {
  const longest = Math.max(widthPx, heightPx);
  const smaller = SIDES_PX.filter((side) => side < longest);
  return longest <= SIDES_PX[0]! ? [longest, ...smaller] : smaller;
}

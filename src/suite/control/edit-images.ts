import type { Edit } from '../../conditions/edits.js';
import { InputError } from '../../errors.js';
import { isImageName } from '../../images/image-files.js';
import type { JoinedImage } from './control-join.js';

/** An edited image and the base image that it was made from, with the image whose colours were swapped in. */
export interface EditImages {
  readonly edit: Edit;
  readonly edited: JoinedImage;
  readonly base: JoinedImage;
  /** null: colours are held, or there is no such image. */
  readonly source: JoinedImage | null;
  /** What tells the noise of both images: the name in the folder of the condition, or else the seed; undefined: not known. */
  readonly noise: string | undefined;
}

/** What has an edited image, but no base image of the same noise. */
export interface UnpairedImages {
  readonly pairs: readonly EditImages[];
  /** Ids of edited images without a base image. */
  readonly withoutBase: readonly string[];
  /** Ids of edited conditions without an image. */
  readonly withoutImage: readonly string[];
}

/**
 * Pairs edited images with base images: of several images of a condition (CONDITION/SEED.png), the ones of the same name.
 * @param joined - images with their conditions
 */
export function editImages(edits: readonly Edit[], joined: readonly JoinedImage[]): UnpairedImages {
  const images = new Map<string, JoinedImage[]>();
  for (const image of joined) {
    const others = images.get(image.condition.id);
    if (others) others.push(image);
    else images.set(image.condition.id, [image]);
  }
  const imagesOf = (id: string) => images.get(id) ?? [];
  const withoutBase: string[] = [];
  const pairs = edits.flatMap((edit) =>
    imagesOf(edit.edited.id).flatMap((edited) => {
      const name = seedName(edited);
      const base = imagesOf(edit.base.id).find((image) => seedName(image) === name);
      if (!base) {
        withoutBase.push(edited.id);
        return [];
      }
      const colours = edit.changed.find((change) => change.kind === 'colours');
      const sources = colours ? imagesOf(colours.source.id) : [];
      const source = sources.find((image) => seedName(image) === name) ?? sources[0] ?? null;
      return [{ edit, edited, base, source, noise: name ?? edit.base.seed?.toString() }];
    }),
  );
  const withoutImage = edits.flatMap(({ edited: { id } }) => (images.has(id) ? [] : [id]));
  return { pairs, withoutBase, withoutImage };
}

/**
 * @returns the pairs
 * @throws InputError with counts and examples if an edited condition has no image, or an edited image no base image
 */
export function requirePairs(
  { pairs, withoutBase, withoutImage }: UnpairedImages,
  location: string,
): readonly EditImages[] {
  if (withoutBase.length + withoutImage.length === 0) return pairs;
  const some = (ids: readonly string[]) => ids.slice(0, 3).join(', ') + (ids.length > 3 ? ', ...' : '');
  const found = [
    ...(withoutImage.length > 0
      ? [`${withoutImage.length} edited conditions have no image (${some(withoutImage)})`]
      : []),
    ...(withoutBase.length > 0
      ? [`${withoutBase.length} edited images have no base image of the same seed (${some(withoutBase)})`]
      : []),
  ];
  throw new InputError(
    `${location}: ${found.join('; ')}. Expected base and edited image of each seed, named alike: BASE.png and EDITED.png, or BASE/SEED.png and EDITED/SEED.png.`,
  );
}

/** The name that an image has in its condition's folder; undefined: it is the condition's own file. */
function seedName({ id, condition }: JoinedImage): string | undefined {
  const stem = stemOf(id);
  if ([condition.id, condition.file].some((name) => name === id || stemOf(name) === stem)) return undefined;
  return stem.slice(stem.lastIndexOf('/') + 1);
}

function stemOf(path: string): string {
  return isImageName(path) ? path.slice(0, path.lastIndexOf('.')) : path;
}

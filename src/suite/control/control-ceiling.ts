import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Condition } from '../../conditions/condition.js';
import type { Manifest } from '../../conditions/open-manifest.js';
import { InputError } from '../../errors.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import { joinImages, type JoinedImage } from './control-join.js';
import { openManifestImages } from '../manifest/manifest-images.js';

/** Real images of conditions. */
export interface RealImages {
  readonly set: ImageSet;
  readonly joined: readonly JoinedImage[];
}

/**
 * Opens the images that conditions were taken from: those of `real`, or else those that the manifest's `file` fields name, as far as
 * they are there.
 * @param real - a set of images, joined by name as generated ones are
 * @returns undefined if the manifest's own images are not there
 * @throws InputError if `real` cannot be opened, or no image of it has a condition
 */
export async function openRealImages(
  manifest: Pick<Manifest, 'path' | 'folder'>,
  conditions: readonly Condition[],
  real: string | undefined,
): Promise<RealImages | undefined> {
  if (real === undefined) return openOwnImages(manifest, conditions);
  const set = await openImageSet(real);
  const joined = joinImages(set.ids, conditions);
  if (joined.length > 0) return { set, joined };
  await set.close();
  throw new InputError(
    `${real}: none of its ${set.ids.length} images has a condition in ${manifest.path}. Expected images named as its files ` +
      `or ids, such as ${conditions[0]!.file}; leave --real out to do without a ceiling.`,
  );
}

async function openOwnImages(
  manifest: Pick<Manifest, 'path' | 'folder'>,
  conditions: readonly Condition[],
): Promise<RealImages | undefined> {
  const images = await openManifestImages(manifest, undefined);
  const listed = images.files && new Set(images.files);
  const isThere = async (file: string): Promise<boolean> =>
    listed
      ? listed.has(file)
      : Boolean((await stat(join(manifest.folder, file)).catch(() => undefined))?.isFile());
  const there: Condition[] = [];
  for (const condition of conditions) if (await isThere(condition.file)) there.push(condition);
  if (there.length === 0) {
    await images.close();
    return undefined;
  }
  const ids = there.map(({ file }) => file);
  return {
    set: {
      location: images.location,
      ids,
      ignored: [],
      read: (index) => images.read(ids[index]!),
      close: () => images.close(),
    },
    joined: there.map((condition, index) => ({ index, id: condition.file, condition })),
  };
}

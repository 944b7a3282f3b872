import { MANIFEST_FILE } from '../config/manifest.js';
import { SAMPLING_FILE } from '../config/sampling-record.js';
import { InputError } from '../errors.js';
import { describeFiles, isImageName } from './image-files.js';

/** The images among a set's files, and the rest, each in the order of their paths. */
export interface SortedFiles<T> {
  readonly images: readonly T[];
  readonly ids: readonly string[];
  readonly ignored: readonly string[];
}

/**
 * Tells images from other files and puts both in order by UTF-16 code units: the same on every platform, in every locale.
 * @param location - the folder or archive, for messages
 * @throws InputError if there is no image, or if two files have the same path
 */
export function sortFiles<T extends { readonly name: string }>(
  location: string,
  files: readonly T[],
): SortedFiles<T> {
  const ordered = files.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const images = ordered.filter(({ name }) => isImageName(name));
  // These belong to the set: they are neither images nor strangers.
  const ignored = ordered
    .map(({ name }) => name)
    .filter((name) => !isImageName(name) && ![MANIFEST_FILE, SAMPLING_FILE].includes(name));
  if (images.length === 0) {
    const found = ignored.length === 0 ? 'it is empty' : `it holds ${describeFiles(ignored)}`;
    throw new InputError(`${location}: no image in it (png, jpg, webp, avif, tif, gif); ${found}`);
  }
  const ids = images.map(({ name }) => name);
  const twice = ids.find((id, i) => id === ids[i + 1]);
  if (twice !== undefined) throw new InputError(`${location}: holds two files named ${twice}`);
  return { images, ids, ignored };
}

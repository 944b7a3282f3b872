import { didYouMean } from '../config/did-you-mean.js';
import { InputError } from '../errors.js';
import { manifestPath, readManifest } from './read-manifest.js';

/** What an image set is to its labels. */
export interface LabelledSet {
  /** Its path. */
  readonly location: string;
  /** Of its images. */
  readonly ids: readonly string[];
}

/** The name that stands for the first folder of each image's path, instead of a label. */
export const FOLDER_STRATA = 'folder';

/**
 * The stratum of every image of a set.
 * @param name - of the label in the set's manifest, or {@link FOLDER_STRATA}
 * @returns strata by image id
 * @throws InputError if images have no label or lines no image, with counts and examples
 */
export async function readImageStrata(
  { location, ids }: LabelledSet,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  if (name === FOLDER_STRATA) return folderStrata(location, ids);
  const path = await manifestPath(location);
  const images = new Set(ids);
  const strata = new Map<string, string>();
  const lines = new Map<string, number>();
  const strangers: string[] = [];
  const otherNames = new Set<string>();
  for await (const { number, line } of readManifest(path)) {
    const { id, file = id!, labels = {} } = line;
    const first = lines.get(file);
    if (first !== undefined) {
      throw new InputError(`${path}:${number}: ${file} has a line already, ${first}; expected one an image.`);
    }
    lines.set(file, number);
    const stratum = Object.hasOwn(labels, name) ? labels[name] : undefined;
    if (!images.has(file)) strangers.push(file);
    else if (stratum !== undefined) strata.set(file, stratum);
    for (const other of Object.keys(labels)) otherNames.add(other);
  }
  const unlabelled = ids.filter((id) => !strata.has(id));
  if (unlabelled.length > 0 || strangers.length > 0) {
    throw new InputError(
      `${path}: ` +
        [
          ...some(unlabelled, ids.length, `images have no label '${name}'`),
          ...some(strangers, lines.size, `lines have no image in ${location}`),
        ].join('; ') +
        '. Expected a line with this label for every image, and no others.' +
        labelHint(name, [...otherNames]),
    );
  }
  return strata;
}

function folderStrata(location: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const outside = ids.filter((id) => !id.includes('/'));
  if (outside.length > 0) {
    throw new InputError(
      `${location}: ${some(outside, ids.length, 'images are in no subfolder').join()}. ` +
        'With --strata folder the first folder of its path is an image’s stratum.',
    );
  }
  return new Map(ids.map((id) => [id, id.slice(0, id.indexOf('/'))]));
}

/** `3 of 20 images have no label (a.png, b.png, c.png)`; nothing if there are none. */
function some(names: readonly string[], of: number, what: string): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 3).join(', ');
  return [`${names.length} of ${of} ${what} (${shown}${names.length > 3 ? ', ...' : ''})`];
}

function labelHint(name: string, names: readonly string[]): string {
  if (names.includes(name)) return '';
  return names.length === 0
    ? ' No line has labels.'
    : `${didYouMean(name, names)} Labels that there are: ${names.join(', ')}.`;
}

import type { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError, InputError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { isHidden } from './image-files.js';
import type { ImageSet } from './image-set.js';
import { readImage } from './read-image.js';
import { sortFiles } from './sort-files.js';

interface FolderFile {
  /** Relative, with `/` separators. Folders that are not entered end in `/`. */
  readonly name: string;
}

/**
 * The images of a folder and its subfolders. Links are followed, except those that lead back to a folder around them; such
 * links and hidden folders are listed among the ignored.
 * @throws InputError if a folder cannot be read or there is no image
 */
export async function openFolderSet(location: string): Promise<ImageSet> {
  const files: FolderFile[] = [];
  await walk(location, '', [], files);
  const { ids, ignored } = sortFiles(location, files);
  return {
    location,
    ids,
    ignored,
    async read(index) {
      const id = ids[index]!;
      const path = join(location, ...id.split('/'));
      const { size } = await plainFile(path, id);
      return readImage(id, size, () => readFile(path));
    },
    close: () => Promise.resolve(),
  };
}

/** A pipe or a device would be read without an end. */
async function plainFile(path: string, id: string): Promise<Stats> {
  const found = await stat(path).catch((error: unknown) => {
    throw new ImageError(id, `cannot be read: ${reason(error)}`, { cause: error });
  });
  if (!found.isFile()) throw new ImageError(id, 'is no file but a pipe, a socket or a device');
  return found;
}

async function walk(
  root: string,
  prefix: string,
  around: readonly string[],
  files: FolderFile[],
): Promise<void> {
  const folder = join(root, ...prefix.split('/'));
  try {
    const place = await realpath(folder);
    if (around.includes(place)) {
      files.push({ name: prefix });
      return;
    }
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const name = prefix + entry.name;
      const isFolder = entry.isSymbolicLink()
        ? await leadsToFolder(join(folder, entry.name))
        : entry.isDirectory();
      if (!isFolder) files.push({ name });
      else if (isHidden(name)) files.push({ name: `${name}/` });
      else await walk(root, `${name}/`, [...around, place], files);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${folder}: cannot be read as a folder: ${reason(error)}`, { cause: error });
  }
}

/** A dangling link is taken for a file: if it is named like an image, reading it fails by that name. */
async function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

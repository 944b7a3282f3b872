import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { isHidden, isImageName } from './image-files.js';
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
      return readImage(id, await sizeOf(path), () => readRegular(path));
    },
    close: () => Promise.resolve(),
  };
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
    const entries = await readdir(folder, { withFileTypes: true });
    const path = prefix.slice(0, -1);
    // An image is missing there, which reading it will say.
    if (entries.length === 0 && isImageName(path)) files.push({ name: path });
    for (const entry of entries) {
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

/** 0: it cannot be told; reading says why. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Reads a file, but not a pipe or a device, of which the end may never come. */
async function readRegular(path: string): Promise<Uint8Array> {
  const target = await stat(path);
  if (target.isFile() || target.isDirectory()) return readFile(path);
  throw new Error('it is not a file, but a pipe, a socket or a device');
}

/** A dangling link is taken for a file: if it is named like an image, reading it fails by that name. */
async function leadsToFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

import { stat } from 'node:fs/promises';
import { InputError } from '../errors.js';
import { reason } from '../formats/reason.js';
import { isS3 } from '../storage/s3-location.js';
import { openFolderSet } from './folder-set.js';
import type { ImageSet } from './image-set.js';
import { openNpzSet } from './npz-set.js';
import { openS3Set } from './s3-set.js';
import { openTarGzipSet, openTarSet } from './tar-set.js';
import { openZipSet } from './zip-set.js';

const archives: readonly (readonly [RegExp, (path: string) => Promise<ImageSet>])[] = [
  [/\.zip$/i, openZipSet],
  [/\.tar$/i, openTarSet],
  [/\.(?:tar\.gz|tgz)$/i, openTarGzipSet],
  [/\.npz$/i, openNpzSet],
];

/**
 * Opens a set of images: a folder (with its subfolders), a .zip, .tar, .tar.gz or .tgz of image files, or an .npz with
 * `arr_0`; or one of these in S3-compatible storage, where a folder is what keys begin with. See docs/images.md.
 * @throws InputError if there is nothing at `path`, it is none of these, it is damaged, or it holds no image
 */
export async function openImageSet(path: string): Promise<ImageSet> {
  const openArchive = archives.find(([name]) => name.test(path))?.[1];
  if (isS3(path)) return (openArchive ?? openS3Set)(path);
  const found = await stat(path).catch((error: unknown) => {
    throw new InputError(`${path}: cannot be opened: ${reason(error)}`, { cause: error });
  });
  if (found.isDirectory()) return openFolderSet(path);
  if (openArchive === undefined) {
    throw new InputError(
      `${path}: not a set of images; expected a folder, or a file that ends in .zip, .tar, .tar.gz, .tgz or .npz`,
    );
  }
  return openArchive(path);
}

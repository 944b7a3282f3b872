import { MANIFEST_FILE } from '../../config/manifest.js';
import type { PictureSize } from '../../conditions/condition.js';
import { ImageError } from '../../errors.js';
import type { StoredImage } from '../../images/image.js';
import { imageSize } from '../../images/image-size.js';
import { openImageSet } from '../../images/open-image-set.js';
import { readImageFile } from '../../images/read-image-file.js';
import { isFile } from '../../storage/location-kind.js';
import { joinLocation } from '../../storage/locations.js';
import { isS3 } from '../../storage/s3-location.js';

/** The images that a manifest's `file` fields name. */
export interface ManifestImages {
  /** A folder or an archive. */
  readonly location: string;
  /** Paths of all images; null: not known, any file of the folder may be named. */
  readonly files: readonly string[] | null;
  /** @throws ImageError if there is no such image, or it cannot be read */
  size(file: string): Promise<PictureSize>;
  /** @throws ImageError if there is no such image, or it cannot be read */
  read(file: string): Promise<StoredImage>;
  close(): Promise<void>;
}

const archives = ['zip', 'tar', 'tar.gz', 'tgz', 'npz'];

/**
 * Where a manifest's images are: in the set given; else in the archive that lies beside (`set.zip` with
 * `set.manifest.jsonl`); else in the manifest's folder.
 * @throws InputError if the set cannot be opened
 */
export async function openManifestImages(
  manifest: { readonly path: string; readonly folder: string },
  set: string | undefined,
): Promise<ManifestImages> {
  const location = set ?? (await archiveBeside(manifest.path));
  if (location !== undefined) return imagesOf(location);
  // One list says of all files whether they are there.
  return isS3(manifest.folder) ? imagesOf(manifest.folder) : filesBelow(manifest.folder);
}

async function archiveBeside(path: string): Promise<string | undefined> {
  const suffix = `.${MANIFEST_FILE}`;
  if (!path.endsWith(suffix)) return undefined;
  for (const ending of archives) {
    const archive = `${path.slice(0, -suffix.length)}.${ending}`;
    if (await isFile(archive)) return archive;
  }
  return undefined;
}

function filesBelow(folder: string): ManifestImages {
  return {
    location: folder,
    files: null,
    size: (file) => imageSize({ kind: 'file', path: joinLocation(folder, file) }, file),
    read: (file) => readImageFile(joinLocation(folder, file), file),
    close: () => Promise.resolve(),
  };
}

async function imagesOf(location: string): Promise<ManifestImages> {
  const set = await openImageSet(location);
  const indexOf = new Map(set.ids.map((id, i) => [id, i]));
  const read = (file: string): Promise<StoredImage> => {
    const index = indexOf.get(file);
    if (index === undefined) throw new ImageError(file, `is not among the images of ${location}`);
    return set.read(index);
  };
  return {
    location,
    files: set.ids,
    size: async (file) => imageSize(await read(file), file),
    read: async (file) => read(file),
    close: () => set.close(),
  };
}

import { InputError } from '../errors.js';
import { writeFileAtomically } from './atomic-write.js';
import { decodeNpy, encodeNpy, type NpyArray } from './npy.js';
import { encodeStoredZip } from './stored-zip.js';
import { openZipArchive, type ZipArchive, type ZipEntry } from './zip-archive.js';

/** The largest array that is read whole: features of 65,536 images at 2048 x float64. */
export const MAX_ARRAY_BYTES = 2 ** 30 + 2 ** 17;

/** An open .npz file: arrays by name, read one at a time. */
export interface Npz {
  readonly names: readonly string[];
  /** @throws InputError if there is no such array (the message lists those there are) or it cannot be read */
  read(name: string): Promise<NpyArray>;
  close(): void;
}

/**
 * Opens a .npz file, compressed or not.
 * @throws InputError if it is not a zip archive that can be trusted
 */
export async function openNpz(path: string): Promise<Npz> {
  const archive = await openZipArchive(path);
  return {
    names: arrayNames(archive),
    async read(name) {
      const entry = findArray(archive, name);
      return decodeNpy(await archive.read(entry, MAX_ARRAY_BYTES), `${path}: ${name}`);
    },
    close: () => {
      archive.close();
    },
  };
}

/** The names of the arrays in an opened .npz, without `.npy`. */
export function arrayNames(archive: ZipArchive): string[] {
  return archive.entries
    .filter(({ name }) => name.endsWith('.npy'))
    .map(({ name }) => name.slice(0, -'.npy'.length));
}

/** @throws InputError if the archive has no array of that name */
export function findArray(archive: ZipArchive, name: string): ZipEntry {
  const entry = archive.entries.find((candidate) => candidate.name === `${name}.npy`);
  if (entry !== undefined) return entry;
  const names = arrayNames(archive);
  const held = names.length > 0 ? `it holds ${names.slice(0, 8).join(', ')}` : 'it holds no arrays at all';
  const more = names.length > 8 ? ` and ${names.length - 8} more` : '';
  throw new InputError(`${archive.path}: no array "${name}"; ${held}${more}`);
}

/**
 * Writes arrays to a .npz file that `numpy.load` reads without pickle. The file is there whole or not at all.
 * Text is an array of strings: `{ dims: [], data: ['...'] }` is a scalar of NumPy type `<U...`.
 */
export async function writeNpz(path: string, arrays: Readonly<Record<string, NpyArray>>): Promise<void> {
  const files = Object.entries(arrays).map(([name, array]) => ({
    name: `${name}.npy`,
    content: encodeNpy(array),
  }));
  await writeFileAtomically(path, encodeStoredZip(files));
}

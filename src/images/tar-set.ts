import { open } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { InputError } from '../errors.js';
import { checkEntryName } from '../formats/entry-name.js';
import { reason } from '../formats/reason.js';
import { openStream } from '../storage/open-stream.js';
import { isS3 } from '../storage/s3-location.js';
import type { ImageSet } from './image-set.js';
import { readAt } from './read-at.js';
import { readImage } from './read-image.js';
import { sortFiles } from './sort-files.js';
import { spool } from './spool.js';

/** tar-stream gives the place of an entry's (last) header; the content follows it. */
const HEADER_BYTES = 512;

interface TarFile {
  readonly name: string;
  readonly offset: number;
  readonly sizeBytes: number;
}

/**
 * The images of a tar archive. Opening it goes through the archive once to find the entries; they are then read where
 * they lie. An archive in S3-compatible storage is copied into a temporary file first, which `close` removes.
 * @throws InputError if the archive is damaged, holds names that lead out of it, or holds no image
 */
export async function openTarSet(location: string): Promise<ImageSet> {
  return isS3(location)
    ? openSpooled(location, [])
    : openTarFile(location, location, () => Promise.resolve());
}

/** The same for .tar.gz: always unpacked into a temporary file, which `close` removes. */
export async function openTarGzipSet(location: string): Promise<ImageSet> {
  return openSpooled(location, [createGunzip()]);
}

async function openSpooled(location: string, through: readonly Transform[]): Promise<ImageSet> {
  const unpacked = await spool(location, openStream(location), through);
  try {
    return await openTarFile(location, unpacked.path, () => unpacked.remove());
  } catch (error) {
    await unpacked.remove();
    throw error;
  }
}

async function openTarFile(
  location: string,
  path: string,
  afterClose: () => Promise<void>,
): Promise<ImageSet> {
  const { images, ids, ignored } = sortFiles(location, await listFiles(location, path));
  const file = await open(path);
  return {
    location,
    ids,
    ignored,
    async read(index) {
      const { name, offset, sizeBytes } = images[index]!;
      return readImage(name, sizeBytes, () => readAt(file, offset, sizeBytes));
    },
    async close() {
      await file.close();
      await afterClose();
    },
  };
}

async function listFiles(location: string, path: string): Promise<TarFile[]> {
  const entries: TarFile[] = [];
  const parser = extract();
  parser.on('entry', ({ name, type, size }, content, next) => {
    if (type === 'directory') {
      // Some say that they have a size. Nothing follows, and the content would never end.
      next();
      return;
    }
    // Links and devices have no content of their own; they are listed, and never read.
    const isFile = type === 'file' || type === 'contiguous-file';
    const offset = content.offset + HEADER_BYTES;
    entries.push({ name: isFile ? name : `${name} (${type})`, offset, sizeBytes: size });
    // If the archive breaks off here, the parser says so as well, and that is what is waited for below.
    content.on('error', () => undefined);
    content.on('end', next);
    content.resume();
  });
  try {
    await pipeline(openStream(path), parser);
  } catch (error) {
    throw new InputError(`${location}: damaged or cut short, or no tar archive: ${reason(error)}`, {
      cause: error,
    });
  }
  return entries.map((entry) => ({ ...entry, name: checkEntryName(location, entry.name) }));
}

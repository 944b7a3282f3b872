import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { InputError } from '../errors.js';
import { checkEntryName } from '../formats/entry-name.js';
import { reason } from '../formats/reason.js';
import type { ImageSet } from './image-set.js';
import { readAt } from './read-at.js';
import { readImage } from './read-image.js';
import { sortFiles } from './sort-files.js';
import { spool } from './spool.js';

interface TarFile {
  readonly name: string;
  readonly offset: number;
  readonly sizeBytes: number;
}

/**
 * The images of a tar archive. Opening it goes through the archive once to find the entries; they are then read where they lie.
 * @throws InputError if the archive is damaged, holds names that lead out of it, or holds no image
 */
export async function openTarSet(location: string): Promise<ImageSet> {
  return openTarFile(location, location, () => Promise.resolve());
}

/** The same for .tar.gz: unpacked into a temporary file, which `close` removes. */
export async function openTarGzipSet(location: string): Promise<ImageSet> {
  const unpacked = await spool(location, createReadStream(location), [createGunzip()]);
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
  const files: TarFile[] = [];
  const parser = extract();
  parser.on('entry', (header, content, next) => {
    try {
      const name = checkEntryName(location, header.name);
      // Links and devices have no content of their own; they are listed, and never read.
      const isFile = header.type === 'file' || header.type === 'contiguous-file';
      if (header.type !== 'directory') {
        files.push({
          name: isFile ? name : `${name} (${header.type})`,
          offset: content.offset,
          sizeBytes: header.size,
        });
      }
      content.on('end', next);
      content.resume();
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  try {
    await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), parser);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${location}: damaged or cut short, or no tar archive: ${reason(error)}`, {
      cause: error,
    });
  }
  return files;
}

import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { InputError } from '../errors.js';

/**
 * Writes the wanted files of a .tgz into `folder`, under names of the caller's choosing; nothing else of it is written.
 * @param wanted - path inside the tarball, by file name
 * @throws InputError if one is missing
 */
export async function extractFiles(
  tarball: string,
  wanted: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  const names = new Map(Object.entries(wanted).map(([name, path]) => [path, name]));
  const entries = extract();
  const unpacking = pipeline(createReadStream(tarball), createGunzip(), entries);
  const writing = (async () => {
    for await (const entry of entries) {
      const name = entry.header.type === 'file' ? names.get(entry.header.name) : undefined;
      if (name === undefined) {
        entry.resume();
      } else {
        names.delete(entry.header.name);
        await pipeline(entry, createWriteStream(join(folder, name)));
      }
    }
  })();
  await Promise.all([unpacking, writing]);
  const [missing] = names.keys();
  if (missing !== undefined) throw new InputError(`${tarball}: ${missing} is not in it.`);
}

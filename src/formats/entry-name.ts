import { InputError } from '../errors.js';

/**
 * The name of an archive's entry, with `/` separators and without a leading `./`.
 * @throws InputError if it is absolute or leads out of the archive: whoever made such an archive means harm,
 *   and the rest of it deserves no trust either
 */
export function checkEntryName(archive: string, rawName: string): string {
  const name = rawName.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  if (/^([a-zA-Z]:|\/)/.test(name) || name.split('/').includes('..')) {
    throw new InputError(
      `${archive}: refused, because its entry ${JSON.stringify(rawName)} points outside the archive`,
    );
  }
  return name;
}

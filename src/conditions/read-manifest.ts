import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { MANIFEST_FILE, type ManifestLine } from '../config/manifest.js';
import { joinLocation } from '../storage/locations.js';
import { isS3 } from '../storage/s3-location.js';
import { readManifestText } from './manifest-text.js';
import { parseManifestLine } from './parse-manifest-line.js';

/** A manifest's line, and which it is. */
export interface NumberedLine {
  readonly number: number;
  readonly line: ManifestLine;
}

const archive = /\.(?:zip|tar|tar\.gz|tgz|npz)$/i;

/** Where a set's manifest is: in its folder, or beside its archive. @param location - of the set */
export async function manifestPath(location: string): Promise<string> {
  const isFolder = isS3(location) ? !archive.test(location) : (await stat(location)).isDirectory();
  if (isFolder) return joinLocation(location, MANIFEST_FILE);
  const name = basename(location).replace(archive, '');
  return joinLocation(dirname(location), `${name}.${MANIFEST_FILE}`);
}

/** The manifest that is meant: a file, or that of a folder or archive of images. */
export async function locateManifest(path: string): Promise<string> {
  if (isS3(path)) return /\.jsonl$/i.test(path) ? path : manifestPath(path);
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() || (found && archive.test(path)) ? manifestPath(path) : path;
}

/**
 * Reads a manifest's images line by line; empty lines and the header are passed over.
 * @throws InputError naming file and line if a line is not what it should be, or if there is no file
 */
export async function* readManifest(path: string): AsyncGenerator<NumberedLine> {
  for await (const { number, text } of readManifestText(path)) {
    const parsed = parseManifestLine(text, `${path}:${number}`);
    if (parsed.kind === 'image') yield { number, line: parsed.line };
  }
}

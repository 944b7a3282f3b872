import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MANIFEST_FILE, type ManifestLine } from '../config/manifest.js';
import { readManifestText } from './manifest-text.js';
import { parseManifestLine } from './parse-manifest-line.js';

/** A manifest's line, and which it is. */
export interface NumberedLine {
  readonly number: number;
  readonly line: ManifestLine;
}

/** Where a set's manifest is: in its folder, or beside its archive. @param location - of the set */
export async function manifestPath(location: string): Promise<string> {
  if ((await stat(location)).isDirectory()) return join(location, MANIFEST_FILE);
  const name = basename(location).replace(/\.(?:zip|tar|tar\.gz|tgz|npz)$/i, '');
  return join(dirname(location), `${name}.${MANIFEST_FILE}`);
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

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { prettifyError } from 'zod';
import { MANIFEST_FILE, manifestLineSchema, type ManifestLine } from '../config/manifest.js';
import { InputError } from '../errors.js';

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
 * Reads a manifest line by line; empty lines are passed over.
 * @throws InputError naming file and line if a line is not what it should be, or if there is no file
 */
export async function* readManifest(path: string): AsyncGenerator<NumberedLine> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    throw new InputError(
      `${path}: no such file. Expected a manifest with a JSON object a line, such as ` +
        '{"file": "0001.png", "labels": {"class": "dress"}}.',
    );
  }
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number++;
    // A byte order mark, which some editors put first, is no part of the JSON.
    const json = (number === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
    if (json !== '') yield { number, line: parseLine(json, `${path}:${number}`) };
  }
}

function parseLine(json: string, place: string): ManifestLine {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new InputError(`${place}: is not JSON (${(cause as Error).message}).`, { cause });
  }
  const parsed = manifestLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(`${place}: cannot be used as a line of a manifest.\n${prettifyError(parsed.error)}`);
}

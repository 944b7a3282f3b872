import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { schemaProblems } from '../../config/schema-problems.js';
import { InputError } from '../../errors.js';
import { parseJson } from '../../formats/parse-json.js';
import { reason } from '../../formats/reason.js';

/** Whether there is a file or folder. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The first of these paths that there is. */
export async function firstThatExists(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}

/**
 * The first of these paths that there is.
 * @param what - for the message
 * @throws InputError naming all of them if there is none
 */
export async function findInDataset(what: string, paths: readonly string[]): Promise<string> {
  const found = await firstThatExists(paths);
  if (found !== undefined) return found;
  throw new InputError(`${dirname(paths[0]!)}: no ${what}; looked for ${paths.join(', ')}.`);
}

/**
 * The one file of a folder whose name fits.
 * @param what - for the message
 * @throws InputError if there is none, or more than one: which is meant then?
 */
export async function findOnly(folder: string, name: RegExp, what: string): Promise<string> {
  const found = (await listFiles(folder)).filter((file) => name.test(file));
  if (found.length === 1) return join(folder, found[0]!);
  const seen = found.length === 0 ? `no ${what}` : `more than one ${what} (${found.slice(0, 3).join(', ')})`;
  throw new InputError(`${folder}: ${seen}; say which with --annotations FILE.`);
}

/**
 * Names in a folder, in the order of UTF-16 code units.
 * @throws InputError if it cannot be read
 */
export async function listFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  } catch (error) {
    throw new InputError(`${folder}: cannot be read as a folder: ${reason(error)}`, { cause: error });
  }
}

const imageName = /^[^.].*\.(?:png|jpe?g|webp|avif|tiff?|gif)$/i;

/**
 * Names of the images in a folder, in the order of UTF-16 code units; dot files and others are passed over.
 * @throws InputError if it cannot be read
 */
export async function listImages(folder: string): Promise<string[]> {
  return (await listFiles(folder)).filter((name) => imageName.test(name));
}

/** @throws InputError if it cannot be read */
export async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${reason(error)}`, { cause: error });
  }
}

/** Lines that are not empty, each with its place for messages. @throws InputError if the file cannot be read */
export async function readLines(path: string): Promise<{ readonly text: string; readonly place: string }[]> {
  const lines = (await readText(path)).split(/\r?\n/);
  return lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [{ text: line.trim(), place: `${path}:${i + 1}` }],
  );
}

/** @throws InputError naming file and field if it cannot be read, is no JSON or of another shape */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(path);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw new InputError(`${path}: is not JSON (${(cause as Error).message}).`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(`${path}: not what was expected here.\n${schemaProblems(parsed.error)}`);
}

/** `a/b/c.jpg` -> `c`. */
export function stem(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
}

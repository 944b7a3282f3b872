import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { RUN_FILE } from '../../config/run-file.js';
import { parseRunFile, type RunSource } from '../../config/run-source.js';
import { InputError, UsageError } from '../../errors.js';
import { reason } from '../../formats/reason.js';
import { resolveLocation } from '../../storage/locations.js';
import { isS3 } from '../../storage/s3-location.js';

/** A configuration on disk. */
export interface RunConfiguration extends RunSource {
  /** Where a path in the configuration leads: as short as it can be said from here. */
  readonly resolve: (path: string) => string;
  /** A network: the name of a built-in one as it is, a file as {@link resolve} says. */
  readonly network: (name: string) => string;
}

/**
 * Reads a configuration.
 * @param path - of the file
 * @throws UsageError if there is none, or anything in it is wrong: with line, key, what was seen and what was expected
 */
export async function readRunFile(path: string): Promise<RunConfiguration> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new UsageError(
        `There is no ${path}. gan-eval init writes a commented ${RUN_FILE} for your data.`,
        { cause },
      );
    }
    throw new InputError(`${path}: cannot be read: ${reason(cause)}. Expected a ${RUN_FILE}.`, { cause });
  });
  const folder = dirname(resolve(path));
  const resolved = (relativePath: string): string => shortPath(resolveLocation(folder, relativePath));
  return {
    ...parseRunFile(text, path),
    resolve: resolved,
    network: (name) => (/\.onnx$/i.test(name) ? resolved(name) : name),
  };
}

/** From the working directory where the path lies in it, else absolute. */
function shortPath(absolute: string): string {
  if (isS3(absolute)) return absolute;
  const path = relative(process.cwd(), absolute);
  if (path === '') return '.';
  return path === '..' || path.startsWith(`..${sep}`) ? absolute : path;
}

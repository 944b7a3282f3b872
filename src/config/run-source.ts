import { GanEvalError, UsageError } from '../errors.js';
import { runFileSchema, type RunFile } from './run-file.js';
import { runFileProblems } from './run-file-problems.js';
import { shortened } from './shortened.js';
import { readYaml, type KeyPath } from './yaml-source.js';

/** A configuration, and where in its file everything is. */
export interface RunSource {
  readonly file: RunFile;
  /** Whether the file says something about a key, rather than leaving it to its default. */
  readonly says: (path: KeyPath) => boolean;
  /**
   * What `check` gives. What is wrong with a key is then told with its place.
   * @throws the error of `check`, of the same class, with `FILE:LINE:COLUMN: KEY: ` before its message
   */
  readonly at: <T>(path: KeyPath, check: () => T | Promise<T>) => Promise<T>;
}

/**
 * Reads a configuration from its text.
 * @param name - of the file, as messages shall give it
 * @throws UsageError that names place, key, what was seen and what was expected, a line for everything that is wrong
 */
export function parseRunFile(text: string, name: string): RunSource {
  const yaml = readYaml(text, name);
  const locate = (path: KeyPath, message: string): string =>
    `${yaml.place(path)}: ${path.length > 0 ? `${showPath(path)}: ` : ''}${message}`;
  const value = yaml.value ?? {};
  const parsed = runFileSchema.safeParse(value);
  if (!parsed.success) {
    const problems = runFileProblems(parsed.error, value).toSorted(
      (a, b) => yaml.offset(a.path) - yaml.offset(b.path),
    );
    throw new UsageError(problems.map(({ path, text: problem }) => locate(path, problem)).join('\n'));
  }
  return {
    file: parsed.data,
    says: (path) => yaml.has(path),
    at: async (path, check) => {
      try {
        return await check();
      } catch (error) {
        if (error instanceof GanEvalError) error.message = locate(path, error.message);
        throw error;
      }
    },
  };
}

/** `generators[0].sweep.knob`. */
function showPath(path: KeyPath): string {
  return path
    .map((step, i) =>
      typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${shortened(String(step), 60)}`,
    )
    .join('');
}

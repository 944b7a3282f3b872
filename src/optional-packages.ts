import { createRequire } from 'node:module';
import { UsageError } from './errors.js';

const { resolve } = createRequire(import.meta.url);

/** Whether a package is there; whether it works is another question. */
export function isInstalled(name: string): boolean {
  try {
    resolve(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Loads packages that gan-eval runs without.
 * @param what - needs them, as the subject of a sentence
 * @param names - of the packages
 * @param version - that they must have, to be told
 * @param load - imports them
 * @throws UsageError that says which to install, if some are absent or cannot be loaded
 */
export async function optionalPackages<T>(
  what: string,
  names: readonly string[],
  version: string,
  load: () => Promise<T>,
): Promise<T> {
  const install = (packages: readonly string[]): string =>
    `npm install ${packages.map((name) => `${name}@${version}`).join(' ')}`;
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length > 0) {
    throw new UsageError(
      `${what} needs packages that are not installed: ${missing.join(', ')}. Run: ${install(missing)}`,
    );
  }
  try {
    return await load();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.replace(/\s+/g, ' ').trim() : String(cause);
    throw new UsageError(
      `${what} needs ${names.join(', ')}, which cannot be loaded (${message}). Install anew: ${install(names)}`,
      { cause },
    );
  }
}

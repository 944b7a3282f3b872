import { versions } from '../versions.js';

/** The versions that all shards of a whole must have in common, by their names in words. */
export function commonVersions(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(versions()).map(([name, version]) => [
      name === 'platform' ? name : `version of ${name}`,
      version,
    ]),
  );
}

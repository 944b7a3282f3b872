import { openManifest } from '../../conditions/open-manifest.js';
import type { Condition } from '../../conditions/condition.js';
import { InputError } from '../../errors.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import { resolveLocation } from '../../storage/locations.js';

/** A manifest read as a whole. */
export interface KnownConditions {
  readonly folder: string;
  readonly conditions: readonly Condition[];
}

/** Sets and manifests of a run, each opened once; what is no longer there is noted and left out. */
export class OpenFolders {
  readonly notes: string[] = [];
  readonly #sets = new Map<string, Promise<ImageSet | undefined>>();
  readonly #manifests = new Map<string, Promise<KnownConditions | undefined>>();

  /** @param folder - that the location is taken from */
  set(folder: string, location: string): Promise<ImageSet | undefined> {
    return this.#once(this.#sets, resolveLocation(folder, location), openImageSet);
  }

  /** @param location - of the manifest, from the folder */
  conditions(folder: string, location: string): Promise<KnownConditions | undefined> {
    return this.#once(this.#manifests, resolveLocation(folder, location), readConditions);
  }

  async close(): Promise<void> {
    for (const set of this.#sets.values()) await (await set)?.close();
  }

  #once<T>(
    known: Map<string, Promise<T | undefined>>,
    path: string,
    open: (path: string) => Promise<T>,
  ): Promise<T | undefined> {
    let opening = known.get(path);
    if (!opening) {
      opening = open(path).catch((error: unknown) => {
        if (!(error instanceof InputError)) throw error;
        this.notes.push(`Not shown: ${error.message}`);
        return undefined;
      });
      known.set(path, opening);
    }
    return opening;
  }
}

async function readConditions(path: string): Promise<KnownConditions> {
  const manifest = await openManifest(path);
  const conditions: Condition[] = [];
  for await (const condition of manifest.conditions()) conditions.push(condition);
  return { folder: manifest.folder, conditions };
}

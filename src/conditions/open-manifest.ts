import { dirname } from 'node:path';
import type { Condition, ParsingLabels, SlotRegions } from './condition.js';
import { ConditionReader } from './condition-reader.js';
import { readManifestText } from './manifest-text.js';
import { locateManifest } from './read-manifest.js';

/** A manifest, read lazily. */
export interface Manifest {
  readonly path: string;
  /** What the paths of articles and parsing maps start from. */
  readonly folder: string;
  /** Article slots in their order; empty if no line has an outfit. */
  readonly slots: readonly string[];
  /** Which labels of its parsing maps show which slot; empty if it does not say. */
  readonly parsingLabels: ParsingLabels;
  /** Which part of the body a slot's articles cover, where the header says so. */
  readonly regions: SlotRegions;
  /**
   * The conditions in the order of the file, read from the start at every call.
   * @throws InputError at the first line that cannot be used, naming file, line and field
   */
  conditions(): AsyncGenerator<Condition>;
}

/**
 * Opens a manifest: reads as far as it takes to know the slots.
 * @param location - the manifest, or the folder or archive of images that it belongs to
 * @throws InputError if there is no such file, or a line before that cannot be used
 */
export async function openManifest(location: string): Promise<Manifest> {
  const path = await locateManifest(location);
  return {
    path,
    folder: dirname(path),
    ...(await readHead(path)),
    async *conditions() {
      const reader = new ConditionReader(path);
      for await (const line of readManifestText(path)) {
        const condition = reader.read(line);
        if (condition !== undefined) yield condition;
      }
    },
  };
}

/** What holds for every line. */
async function readHead(path: string): Promise<Pick<Manifest, 'slots' | 'parsingLabels' | 'regions'>> {
  const reader = new ConditionReader(path);
  for await (const line of readManifestText(path)) {
    reader.read(line);
    if (reader.slots !== undefined) break;
  }
  return { slots: reader.slots ?? [], parsingLabels: reader.parsingLabels, regions: reader.regions };
}

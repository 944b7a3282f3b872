import { dirname } from 'node:path';
import type { ManifestLine } from '../config/manifest.js';
import { toCondition } from '../conditions/condition.js';
import { openManifest } from '../conditions/open-manifest.js';
import { manifestPath, readManifest } from '../conditions/read-manifest.js';
import { isFile } from '../storage/location-kind.js';
import { resolveLocation } from '../storage/locations.js';
import type { AskedCondition, SampleRequest } from './generator.js';

/**
 * What the images of a set were asked for, as their manifest says: seed (else the image's place in the set), knobs and, if
 * every image has one, condition.
 * @param ids - of the set's images
 * @param manifest - undefined: the one that belongs to the set, if there is one
 * @throws InputError if the manifest cannot be used
 */
export async function madeRequests(
  location: string,
  ids: readonly string[],
  manifest: string | undefined,
): Promise<SampleRequest[]> {
  const path = manifest ?? (await ownManifest(location));
  if (path === undefined) return ids.map((_, seed) => ({ seed, condition: null, knobs: {} }));
  const { slots } = await openManifest(path);
  const lines = new Map<string, ManifestLine>();
  for await (const { line } of readManifest(path)) lines.set((line.file ?? line.id)!, line);
  const conditions = ids.map((id) => conditionOf(lines.get(id), slots, dirname(path)));
  const areConditional = !conditions.includes(null);
  return ids.map((id, place) => {
    const line = lines.get(id);
    return {
      seed: line?.seed ?? place,
      knobs: line?.knobs ?? {},
      condition: areConditional ? conditions[place]! : null,
    };
  });
}

async function ownManifest(location: string): Promise<string | undefined> {
  const path = await manifestPath(location);
  return (await isFile(path)) ? path : undefined;
}

/** null: the line asks for nothing. */
function conditionOf(
  line: ManifestLine | undefined,
  slots: readonly string[],
  folder: string,
): AskedCondition | null {
  if (!line) return null;
  const { id, pose, outfit, labels } = toCondition(line, slots);
  if (!pose && !outfit && Object.keys(labels).length === 0) return null;
  const articles = Array.from(outfit ?? [], ([slot, article]) => {
    return [slot, article === null ? null : resolveLocation(folder, article)] as const;
  });
  return { id: line.condition ?? id, pose, outfit: outfit && new Map(articles), labels };
}

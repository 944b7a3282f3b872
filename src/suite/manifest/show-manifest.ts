import { didYouMean } from '../../config/did-you-mean.js';
import type { Condition } from '../../conditions/condition.js';
import { openManifest, type Manifest } from '../../conditions/open-manifest.js';
import { InputError, UsageError } from '../../errors.js';
import { ManifestSummariser, type ManifestSummary } from './summarise-manifest.js';

export interface ManifestOverview {
  readonly manifest: string;
  readonly summary: ManifestSummary;
  readonly first: Condition;
}

/**
 * What a manifest holds, without opening an image.
 * @throws InputError at the first line that cannot be used, or if there is none
 */
export async function overviewManifest(location: string): Promise<ManifestOverview> {
  const manifest = await openManifest(location);
  const { path } = manifest;
  const summariser = new ManifestSummariser();
  let first: Condition | undefined;
  for await (const condition of manifest.conditions()) {
    first ??= condition;
    summariser.add(condition);
  }
  if (first === undefined) throw new InputError(`${path}: no line describes an image.`);
  return { manifest: path, summary: summariser.finish(manifest.slots), first };
}

/**
 * One condition of a manifest.
 * @throws UsageError if there is none with this id
 * @throws InputError at a line before it that cannot be used
 */
export async function findCondition(
  location: string,
  id: string,
): Promise<{ readonly manifest: Manifest; readonly condition: Condition }> {
  const manifest = await openManifest(location);
  const ids: string[] = [];
  for await (const condition of manifest.conditions()) {
    if (condition.id === id) return { manifest, condition };
    ids.push(condition.id);
  }
  throw new UsageError(
    `${manifest.path}: no image with id '${id}' among ${ids.length}.${didYouMean(id, ids)}`,
  );
}

import type { FeatureRole } from '../../config/feature-role.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { openExtractor } from '../../features/open-extractor.js';
import type { ImageSet } from '../../images/image-set.js';
import { openImageSet } from '../../images/open-image-set.js';
import { comparesWithReal } from '../comparison/plan-comparison.js';
import { forEachBatch } from '../comparison/set-samples.js';
import { partOfSet } from '../control/part-of-set.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';
import type { PlannedPoint, RunPlan } from './run-plan.js';

/** The part of a run's images that a shard works on. */
export interface RunPart {
  /** Of a list. */
  readonly part: <T>(all: readonly T[]) => T[];
  /** By the point that they were made for in this shard, the files of its samples. Other points have all their images. */
  readonly made: ReadonlyMap<PlannedPoint, ReadonlySet<string>>;
}

/**
 * Extracts the features of a part of the real images and of each point's, so that the merge finds them in the cache.
 * @returns how many images that were
 * @throws InputError, UsageError as a comparison
 */
export async function keepFeatures(
  { file, extractor: request, requests, real, realCount, points }: RunPlan,
  { part, made }: RunPart,
  cacheFolder: string,
  listener: Listener,
): Promise<number> {
  const roles = rolesOf(requests);
  const realRoles = realCount === null ? [] : rolesOf(requests.filter(comparesWithReal));
  const options = { ...request, seed: file.seed, onError: file.onError, cacheFolder };
  const extractor = await openExtractor(request, roles, modelProgress(listener));
  const keep = async (location: string, of: readonly FeatureRole[], choose: Choice): Promise<number> =>
    keepOfSet(location, extractor, of, choose, options, listener);
  try {
    let images = realRoles.length > 0 ? await keep(real, realRoles, ({ ids }) => part([...ids.keys()])) : 0;
    for (const point of points) {
      const files = made.get(point);
      // The folder of samples may not be there yet.
      if (files?.size === 0) continue;
      images += await keep(point.images, roles, ({ ids }) =>
        files ? [...ids.keys()].filter((i) => files.has(ids[i]!)) : part([...ids.keys()]),
      );
    }
    return images;
  } finally {
    await extractor.dispose();
  }
}

/** The places of a set's images that are meant. */
type Choice = (set: ImageSet) => number[];

async function keepOfSet(
  location: string,
  extractor: FeatureExtractor,
  roles: readonly FeatureRole[],
  choose: Choice,
  options: Parameters<typeof forEachBatch>[3],
  listener: Listener,
): Promise<number> {
  const set = await openImageSet(location);
  try {
    const chosen = partOfSet(set, choose(set));
    const { count } = await forEachBatch(chosen, extractor, roles, options, listener, () => undefined);
    return count ?? 0;
  } finally {
    await set.close();
  }
}

function rolesOf(requests: RunPlan['requests']): FeatureRole[] {
  return [...new Set(requests.map(({ metric }) => metric.reads))];
}

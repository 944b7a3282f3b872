import type { ByRole, FeatureRole } from '../../config/feature-role.js';
import { roleEntries } from '../../config/feature-role.js';
import type { FeatureCache } from '../../features/feature-cache.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { openFeatureCaches } from '../../features/feature-caches.js';
import { ImageError } from '../../errors.js';
import { contentHash } from '../../images/content-hash.js';
import { openImageSet } from '../../images/open-image-set.js';

/**
 * Of how many images of a set the features are in the cache. Every image is read, and none is decoded.
 * @param location - of the set
 */
export async function countKeptFeatures(
  location: string,
  extractor: FeatureExtractor,
  roles: readonly FeatureRole[],
  cacheFolder: string,
): Promise<number> {
  const set = await openImageSet(location);
  const caches = await openFeatureCaches(cacheFolder, extractor, roles);
  try {
    let kept = 0;
    for (const index of set.ids.keys()) {
      try {
        if (await isKept(contentHash(await set.read(index)), caches.byRole)) kept++;
      } catch (error) {
        // The run will say what it makes of it.
        if (!(error instanceof ImageError)) throw error;
      }
    }
    return kept;
  } finally {
    await Promise.all([set.close(), caches.close()]);
  }
}

async function isKept(imageHash: string, caches: ByRole<FeatureCache>): Promise<boolean> {
  for (const [, cache] of roleEntries(caches)) if (!(await cache.get(imageHash))) return false;
  return true;
}

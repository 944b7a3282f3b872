import type { ByRole, FeatureRole } from '../config/feature-role.js';
import type { FeatureExtractor } from './extractor.js';
import { FeatureCache } from './feature-cache.js';

/** The caches of an extractor's outputs. */
export interface FeatureCaches {
  readonly byRole: ByRole<FeatureCache>;
  close(): Promise<void>;
}

/**
 * @param folder - where all features are kept
 * @param roles - the outputs that are read
 * @param onNotice - is told if records turn out to be damaged
 */
export async function openFeatureCaches(
  folder: string,
  { outputs, runsOn }: FeatureExtractor,
  roles: readonly FeatureRole[],
  onNotice?: (text: string) => void,
): Promise<FeatureCaches> {
  const opened = await Promise.all(
    roles.map(
      async (role) => [role, await FeatureCache.open(folder, outputs[role]!, runsOn, onNotice)] as const,
    ),
  );
  return {
    byRole: Object.fromEntries(opened),
    close: async () => {
      await Promise.all(opened.map(([, cache]) => cache.close()));
    },
  };
}

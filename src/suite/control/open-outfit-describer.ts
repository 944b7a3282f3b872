import { FeatureCache } from '../../features/feature-cache.js';
import { missingRoles, openExtractor, type ExtractorRequest } from '../../features/open-extractor.js';
import { OutfitDescriber, readingOf } from '../../outfit/outfit-describer.js';
import type { Listener } from '../listener.js';
import { modelProgress } from '../model-progress.js';

export interface OpenedDescriber {
  readonly describer: OutfitDescriber;
  /** What decides what appearances are, for provenance. */
  readonly identity: { readonly name: string; readonly weightsSha256: string; readonly settings: string };
  readonly runsOn: string;
  readonly dispose: () => Promise<void>;
}

/**
 * Makes ready what describes outfits: an extractor, opened for its patches, or for its features if it has no patches.
 * @param cacheFolder - where features are kept; undefined: nothing is kept
 * @throws UsageError or InputError as openExtractor does
 */
export async function openOutfitDescriber(
  request: ExtractorRequest,
  cacheFolder: string | undefined,
  listener: Listener = {},
): Promise<OpenedDescriber> {
  const lacks = await missingRoles(request);
  const role = lacks.patches === undefined ? 'patches' : 'features';
  const extractor = await openExtractor(request, [role], modelProgress(listener));
  const { identity } = extractor.outputs[role]!;
  const { width, description } = readingOf(extractor);
  const cache =
    cacheFolder === undefined
      ? undefined
      : await FeatureCache.open(
          cacheFolder,
          { identity: { ...identity, output: `${identity.output}: ${description}` }, width },
          extractor.runsOn,
          (text) => listener.onNotice?.(text),
        );
  return {
    describer: new OutfitDescriber(extractor, cache),
    identity: {
      name: identity.name,
      weightsSha256: identity.weightsSha256,
      settings: `output ${identity.output}: ${description}; ${identity.preprocessing}`,
    },
    runsOn: extractor.runsOn,
    dispose: async () => {
      await Promise.all([cache?.close(), extractor.dispose()]);
    },
  };
}

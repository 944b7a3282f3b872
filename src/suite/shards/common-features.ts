import type { FeatureExtractor } from '../../features/extractor.js';

/** What the vectors of an extractor depend on, in words: it must be the same for all shards of a whole. */
export function commonFeatures({ outputs, runsOn }: FeatureExtractor): Record<string, string> {
  const identities = Object.values(outputs).map(({ identity }) => identity);
  const first = identities[0]!;
  return {
    network: `${first.name}, weights ${first.weightsSha256.slice(0, 16)}`,
    outputs: identities.map(({ output }) => output).join(', '),
    preprocessing: `${first.resize}; ${first.preprocessing}`,
    'engine and device': runsOn,
  };
}

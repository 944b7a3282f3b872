import type { Preprocessing } from '../../src/config/extractor-file.js';
import { builtInExtractors } from '../../src/features/built-in-extractors.js';

/** How the product prepares images for the FID network in a resize mode: its own table, not a copy of it. */
export function preprocessingOf(mode: Preprocessing['resize']): Preprocessing {
  const extractor = builtInExtractors.find(({ name }) => name === 'inception-v3-fid');
  if (!extractor) throw new Error('inception-v3-fid is not among the built-in extractors');
  return extractor.preprocessing(mode);
}

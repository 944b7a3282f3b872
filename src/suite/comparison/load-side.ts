import { mapRoles, type ByRole } from '../../config/feature-role.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { Listener } from '../listener.js';
import type { LoadedSide, OpenSide } from './open-side.js';
import { setSamples, type Keep } from './set-samples.js';

/**
 * Reads a side's images; statistics have been read already.
 * @param keep - the outputs wanted
 * @param extractor - there if the side has images
 * @throws InputError, InsufficientSamplesError as setSamples does
 */
export async function loadSide(
  side: OpenSide,
  keep: ByRole<Keep>,
  extractor: FeatureExtractor | undefined,
  options: ExtractionOptions,
  listener: Listener,
): Promise<LoadedSide> {
  if (side.kind === 'statistics') return side.loaded;
  if (!extractor) throw new Error('Images are there, and no extractor was opened.');
  const read = await setSamples(side.set, extractor, keep, options, listener, side.strata);
  return { ...read, origins: mapRoles(keep, (_, role) => extractor.outputs[role]!) };
}

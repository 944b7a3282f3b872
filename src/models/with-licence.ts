import type { Licence } from '../config/licence.js';
import { catalogue } from './catalogue.js';
import { weightsSha256 } from './verify-model.js';

/**
 * What a result says of a network: what decides its numbers, and its licence, which does not and is therefore in no key of a
 * cache. It is found by the weights' hash, so that statistics made elsewhere have it, too; null for weights that the
 * catalogue does not have.
 */
export function withLicence<Network extends { readonly weightsSha256: string }>(
  network: Network,
): Network & { licence: NonNullable<Licence> | null } {
  const licence = catalogue.find((model) => weightsSha256(model) === network.weightsSha256)?.licence;
  return { ...network, licence: licence ? { spdx: licence.spdx, holder: licence.holder } : null };
}

import { byRole, mapRoles, roleEntries, type ByRole, type FeatureRole } from '../../config/feature-role.js';
import type { Provenance } from '../../config/result.js';
import type { FeatureExtractor } from '../../features/extractor.js';
import { withLicence } from '../../models/with-licence.js';
import type { ExtractionOptions } from './extraction-options.js';
import type { LoadedSide, SampleOrigin } from './open-side.js';
import { versions } from '../versions.js';

/**
 * How a comparison came about.
 * @param roles - the outputs that were read
 * @param extractor - undefined if both sides were statistics
 */
export function comparisonProvenance(
  roles: readonly FeatureRole[],
  sides: readonly (LoadedSide | undefined)[],
  extractor: FeatureExtractor | undefined,
  { num, seed }: Pick<ExtractionOptions, 'num' | 'seed'>,
): Provenance {
  const origins: ByRole<SampleOrigin> = byRole(
    roles,
    (role) => sides.find((side) => side?.origins[role])?.origins[role],
  );
  const known = roleEntries(origins).map(([, origin]) => origin);
  const statements = known.map(({ comparability }) => comparability.statement);
  const [first] = known;
  return {
    features: first ? withLicence(first.identity) : null,
    outputs: mapRoles(origins, ({ identity }) => identity.output),
    runsOn: extractor?.runsOn ?? null,
    comparable: known.length === roles.length && known.every(({ comparability }) => comparability.comparable),
    comparability:
      known.length > 0 ? [...new Set(statements)].join(' ') : 'Neither side says which features it holds.',
    num: num ?? null,
    seed,
    versions: versions(),
    createdAt: new Date().toISOString(),
  };
}

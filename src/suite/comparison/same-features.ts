import { mapRoles, roleEntries, type ByRole, type FeatureRole } from '../../config/feature-role.js';
import { InputError, UsageError } from '../../errors.js';
import type { ExtractorIdentity, FeatureExtractor } from '../../features/extractor.js';
import type { LoadedSide, OpenSide } from './open-side.js';

/** What a side's vectors are, or will be. */
interface DescribedSide {
  readonly location: string;
  readonly outputs: ByRole<{ readonly width: number; readonly identity: ExtractorIdentity | undefined }>;
}

/**
 * Numbers made in different ways are not compared: their distance would say how they were made. Checked before anything is
 * extracted.
 * @throws InputError if widths differ
 * @throws UsageError if networks, outputs or preprocessing differ
 */
export function requireSameFeatures(
  real: OpenSide,
  generated: OpenSide,
  extractor: FeatureExtractor | undefined,
): void {
  const [a, b] = [describe(real, extractor), describe(generated, extractor)];
  for (const [role, { width }] of roleEntries(a.outputs)) {
    const other = b.outputs[role];
    if (!other) continue;
    if (width !== other.width) {
      throw new InputError(
        `${a.location} has ${role} of width ${width}, ${b.location} of width ${other.width}; ` +
          'expected the same. Make both in the same way (--features, --tap, --resize).',
      );
    }
    requireSameOrigin(a, b, role);
  }
}

function describe(side: OpenSide, extractor: FeatureExtractor | undefined): DescribedSide {
  if (side.kind === 'images') return { location: side.set.location, outputs: extractor?.outputs ?? {} };
  const { samples, origins, side: described } = side.loaded;
  return {
    location: described.location,
    outputs: mapRoles(samples, ({ statistics }, role) => ({
      width: statistics.mean.length,
      identity: origins[role]?.identity,
    })),
  };
}

function requireSameOrigin(a: DescribedSide, b: DescribedSide, role: FeatureRole): void {
  const [left, right] = [a.outputs[role]?.identity, b.outputs[role]?.identity];
  if (!left || !right) return;
  const differing = (Object.keys(left) as (keyof ExtractorIdentity)[]).filter(
    (key) => left[key] !== right[key],
  );
  if (differing.length === 0) return;
  const values = (identity: ExtractorIdentity) =>
    differing.map((key) => `${key} ${identity[key]}`).join(', ');
  throw new UsageError(
    `The two sides have different ${role}: ${a.location} has ${values(left)}; ` +
      `${b.location} has ${values(right)}. Make both in the same way (--features, --tap, --resize, --precision).`,
  );
}

/** What to beware of where a side does not say what made its numbers. */
export function unknownOrigins(role: FeatureRole, ...sides: readonly (LoadedSide | undefined)[]): string[] {
  return sides.flatMap((side) =>
    !side || side.origins[role]
      ? []
      : [
          `${side.side.location} does not say which network and resizing made it; ` +
            'the score means something only if they are the same as on the other side.',
        ],
  );
}

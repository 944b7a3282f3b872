import { roleEntries, type FeatureRole } from '../config/feature-role.js';
import { InputError, UsageError } from '../errors.js';
import type { ExtractorIdentity } from '../features/extractor.js';
import type { Sample } from '../metrics/sample.js';
import type { LoadedSide } from './open-side.js';

/**
 * Numbers made in different ways are not compared: their distance would say how they were made.
 * @throws InputError if widths differ
 * @throws UsageError if networks, outputs or preprocessing differ
 */
export function requireSameFeatures(real: LoadedSide, generated: LoadedSide): void {
  for (const [role, sample] of roleEntries(real.samples)) {
    const other = generated.samples[role];
    if (!other) continue;
    const [width, otherWidth] = [widthOf(sample), widthOf(other)];
    if (width !== otherWidth) {
      throw new InputError(
        `${real.side.location} has ${role} of width ${width}, ${generated.side.location} of width ${otherWidth}; ` +
          'expected the same. Make both in the same way (--features, --tap, --resize).',
      );
    }
    requireSameOrigin(real, generated, role);
  }
}

function requireSameOrigin(real: LoadedSide, generated: LoadedSide, role: FeatureRole): void {
  const [left, right] = [real.origins[role]?.identity, generated.origins[role]?.identity];
  if (!left || !right) return;
  const differing = (Object.keys(left) as (keyof ExtractorIdentity)[]).filter(
    (key) => left[key] !== right[key],
  );
  if (differing.length === 0) return;
  const describe = (identity: ExtractorIdentity) =>
    differing.map((key) => `${key} ${identity[key]}`).join(', ');
  throw new UsageError(
    `The two sides have different ${role}: ${real.side.location} has ${describe(left)}; ` +
      `${generated.side.location} has ${describe(right)}. Make both in the same way (--features, --tap, --resize).`,
  );
}

function widthOf(sample: Sample): number {
  return sample.kind === 'statistics' ? sample.statistics.mean.length : sample.features.columns;
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

import type { NotScored } from './definition.js';
import { isScored } from './is-scored.js';
import type { Replicates } from './replicates.js';

/** A value with its resampled ones. */
export interface Resampled {
  readonly value: number;
  readonly replicates: Replicates;
  /** Conditions that it rests on; the fewest, if it is made of several. */
  readonly conditions: number;
}

/** A value made of several, resample by resample. */
export function combine(
  parts: readonly (Resampled | NotScored)[],
  of: (values: readonly number[]) => number | NotScored,
): Resampled | NotScored {
  const missing = parts.find((part) => !isScored(part));
  if (missing) return missing;
  const resampled = parts.filter(isScored<Resampled>);
  const value = of(resampled.map((part) => part.value));
  if (typeof value !== 'number') return value;
  return {
    value,
    replicates: resampled[0]!.replicates.map((_, b) => {
      const values = resampled.map(({ replicates }) => replicates[b]).filter((part) => part !== undefined);
      const combined = values.length === parts.length ? of(values) : undefined;
      return typeof combined === 'number' ? combined : undefined;
    }),
    conditions: Math.min(...resampled.map(({ conditions }) => conditions)),
  };
}

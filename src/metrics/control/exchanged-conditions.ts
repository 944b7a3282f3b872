import { derangements } from '../../math/derangements.js';
import { Mt19937 } from '../../math/mt19937.js';
import type { NotScored } from './definition.js';

export interface Shuffling {
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /**
   * How often to shuffle; the floor is taken over all. Fewer where there are not as many conditions. By default 8: of one round
   * alone, the interval of the floor is too wide by up to the root of 3, as a pair is resampled by both of its conditions.
   */
  readonly rounds?: number | undefined;
}

/**
 * Gives each condition another one, which asks for something else; in each round another. Independent of the order of the conditions.
 * @param asks - by condition: what it asks for, equal for those that ask for the same
 * @param what - the conditions ask for, in a word
 * @returns for each round, the other by condition; or why that cannot be: more than half of the conditions ask for the same
 */
export function exchangedConditions(
  asks: ReadonlyMap<string, string>,
  what: string,
  { seed, rounds = 8 }: Shuffling,
): readonly ReadonlyMap<string, string>[] | NotScored {
  const conditions = [...asks.keys()].sort();
  const groups = conditions.map((condition) => asks.get(condition)!);
  const exchanges = derangements(groups, rounds, new Mt19937(seed));
  if (exchanges.length === 0) {
    return {
      reason:
        `no floor: of ${conditions.length} condition(s), ${largestGroup(groups)} ask for the same ${what}; shuffling ` +
        'needs at least as many that ask for others',
    };
  }
  return exchanges.map(
    (exchange) => new Map(conditions.map((condition, i) => [condition, conditions[exchange[i]!]!])),
  );
}

function largestGroup(groups: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].reduce((most, size) => Math.max(most, size), 0);
}

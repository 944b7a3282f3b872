import { derangements } from '../../math/derangements.js';
import { Mt19937 } from '../../math/mt19937.js';
import type { NotScored } from '../control/definition.js';
import type { ViewedEdit } from './intervention-sample.js';

/** The base image of one edit beside the edited image of another, or of the same. */
export interface EditPair {
  readonly edit: ViewedEdit;
  readonly other: ViewedEdit;
}

export interface StrangersOptions {
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Strangers an edit; fewer where there are not as many other conditions. Default 8. */
  readonly rounds?: number | undefined;
}

/**
 * Each edit's base image beside edited images of other base conditions: how much two images differ that have nothing to do with each other.
 * Images of other noise are preferred, as one seed may give one face or one background to all conditions.
 * @returns or why there are none: all edits are of one condition
 */
export function strangers(
  edits: readonly ViewedEdit[],
  { seed, rounds = 8 }: StrangersOptions,
): EditPair[] | NotScored {
  const byCondition = new Map<string, ViewedEdit[]>();
  for (const edit of edits) {
    const others = byCondition.get(edit.condition);
    if (others) others.push(edit);
    else byCondition.set(edit.condition, [edit]);
  }
  const conditions = [...byCondition.keys()].sort();
  const exchanges = derangements(conditions, rounds, new Mt19937(seed));
  if (exchanges.length === 0) {
    return { reason: 'no unrelated images: all edits are of one base condition' };
  }
  return exchanges.flatMap((exchange, round) =>
    conditions.flatMap((condition, c) => {
      const others = byCondition.get(conditions[exchange[c]!]!)!;
      return byCondition.get(condition)!.map((edit, i) => {
        const candidates = others.filter(({ noise }) => noise === undefined || noise !== edit.noise);
        const choice = candidates.length > 0 ? candidates : others;
        return { edit, other: choice[(i + round) % choice.length]! };
      });
    }),
  );
}

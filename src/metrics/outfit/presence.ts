import { z } from 'zod';
import type { LeftOutPart, Measurement } from '../control/definition.js';
import { meanOfAll, meanOfSlots, slotsOf } from './mean-of-slots.js';
import type { OutfitPair } from './outfit-sample.js';

/** Thresholds of the curve. */
const curve = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** The options of the scores of what is worn at all. */
export const presenceOptions = z.strictObject({
  threshold: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('certainty from which on something counts as worn'),
});

/** Which slots of images a score of presence counts, and what each is worth. */
export interface PresenceRule {
  /** undefined: the score is not about it. */
  readonly value: (asked: boolean, worn: boolean) => number | undefined;
  /** Why a slot says nothing; undefined: it does. @param asks - whether any condition asks for an article there, and any for none */
  readonly leavesOut: (asks: { readonly article: boolean; readonly none: boolean }) => string | undefined;
}

/**
 * A mean over slots of images in which it is known whether something is worn. Where conditions are exchanged every pair counts, equal ones
 * too: of images that know nothing of their condition, the score and its floor are then the same.
 */
export function presence(
  pairs: readonly OutfitPair[],
  threshold: number,
  { value, leavesOut }: PresenceRule,
): Measurement {
  const leftOut = slotsOf(pairs).flatMap((slot): LeftOutPart[] => {
    const wanted = pairs.filter((pair) => pair.slot === slot).flatMap(({ asked, own }) => [asked, own]);
    const reason = leavesOut({
      article: wanted.some((article) => article !== null),
      none: wanted.includes(null),
    });
    return reason === undefined ? [] : [{ part: slot, reason }];
  });
  const gone = new Set(leftOut.map(({ part }) => part));
  const values = (least: number) =>
    pairs.map(({ slot, asked, worn }) => {
      if (gone.has(slot)) return undefined;
      return typeof worn === 'number' ? value(asked !== null, worn >= least) : worn;
    });
  return meanOfSlots(pairs, values(threshold), {
    leftOut,
    curve: () =>
      curve.flatMap((least) => {
        const score = meanOfAll(values(least));
        return score === undefined ? [] : [{ threshold: least, value: score }];
      }),
  });
}

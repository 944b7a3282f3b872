import type { ImageValue, LeftOutPart, Measurement, NotScored, PartValue } from '../control/definition.js';
import { meanOfImages } from '../control/mean-of-images.js';
import type { OutfitPair } from './outfit-sample.js';

/** What a measurement of slots says beside their values. */
export interface SlotNotes {
  readonly leftOut?: readonly LeftOutPart[];
  readonly curve?: Measurement['curve'];
  readonly details?: Measurement['details'];
}

/** What a slot of an image is worth, or why that is not known; undefined: the score is not about it. */
export type SlotValue = number | NotScored | undefined;

/**
 * Mean over the slots of images that have a value, all alike.
 * @param all - in the order of the pairs
 */
export function meanOfSlots(
  pairs: readonly OutfitPair[],
  all: readonly SlotValue[],
  { leftOut = [], curve = () => [], details = {} }: SlotNotes = {},
): Measurement {
  const images = pairs.flatMap(({ id, slot, condition, targetCondition }, i): ImageValue[] => {
    const value = all[i];
    if (value === undefined) return [];
    const conditions = targetCondition === undefined ? [condition] : [condition, targetCondition];
    return [{ id, part: slot, conditions, value }];
  });
  return {
    images,
    score: meanOfImages(images.map(({ value }) => value)),
    parts: slotsOf(pairs)
      .filter((slot) => leftOut.every(({ part }) => part !== slot))
      .map((slot) =>
        partValue(
          slot,
          images.filter(({ part }) => part === slot).map(({ value }) => value),
        ),
      ),
    leftOut,
    curve,
    details,
  };
}

/** Mean of all values that there are. */
export function meanOfAll(values: readonly SlotValue[]): number | undefined {
  const scored = values.filter((value) => typeof value === 'number');
  return scored.length > 0 ? scored.reduce((sum, value) => sum + value, 0) / scored.length : undefined;
}

/** The slots that pairs are of, by name. */
export function slotsOf(pairs: readonly OutfitPair[]): string[] {
  return [...new Set(pairs.map(({ slot }) => slot))].sort();
}

function partValue(part: string, values: readonly (number | NotScored)[]): PartValue {
  return {
    part,
    count: values.filter((value) => typeof value === 'number').length,
    value: meanOfAll(values),
  };
}

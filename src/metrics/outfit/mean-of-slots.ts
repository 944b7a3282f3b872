import type { LeftOutPart, Measurement, NotScored, PartValue } from '../control/definition.js';
import { meanOfImages } from '../control/mean-of-images.js';
import type { OutfitPair } from './outfit-sample.js';

/** What a measurement of slots says beside their values. */
export interface SlotNotes {
  readonly leftOut?: readonly LeftOutPart[];
  readonly curve?: Measurement['curve'];
  readonly details?: Measurement['details'];
}

/**
 * Mean over the slots of images that have a value, all alike.
 * @param values - in the order of the pairs
 */
export function meanOfSlots(
  pairs: readonly OutfitPair[],
  values: readonly (number | NotScored)[],
  { leftOut = [], curve = () => [], details = {} }: SlotNotes = {},
): Measurement {
  return {
    images: pairs.map(({ id, slot, condition, targetCondition }, i) => ({
      id,
      part: slot,
      conditions: targetCondition === undefined ? [condition] : [condition, targetCondition],
      value: values[i]!,
    })),
    score: meanOfImages(values),
    parts: slotsOf(pairs)
      .filter((slot) => leftOut.every(({ part }) => part !== slot))
      .map((slot) =>
        partValue(
          slot,
          values.filter((_, i) => pairs[i]!.slot === slot),
        ),
      ),
    leftOut,
    curve,
    details,
  };
}

/** The slots that pairs are of, by name. */
export function slotsOf(pairs: readonly OutfitPair[]): string[] {
  return [...new Set(pairs.map(({ slot }) => slot))].sort();
}

function partValue(part: string, values: readonly (number | NotScored)[]): PartValue {
  const scored = values.filter((value) => typeof value === 'number');
  const sum = scored.reduce((total, value) => total + value, 0);
  return { part, count: scored.length, value: scored.length > 0 ? sum / scored.length : undefined };
}

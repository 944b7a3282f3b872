import type { ControlResult } from '../../config/control-result.js';
import type { Condition } from '../../conditions/condition.js';

/** How many conditions say what of each slot. */
export function manifestSlots(
  slots: readonly string[],
  conditions: readonly Condition[],
): ControlResult['manifest']['slots'] {
  return slots.map((slot) => {
    const said = conditions.map(({ outfit }) => outfit?.get(slot));
    const worn = said.filter((article) => typeof article === 'string');
    const empty = said.filter((article) => article === null).length;
    const unknown = said.length - worn.length - empty;
    return { slot, worn: worn.length, empty, unknown, articles: new Set(worn).size };
  });
}

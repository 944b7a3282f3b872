import type { ImageValue, NotScored } from '../control/definition.js';
import type { EditView, InterventionSample } from './intervention-sample.js';

/**
 * By how much more certain it is that something is worn in a slot that was empty, or nothing in one that is to be empty. Of
 * edits that put something on or take something off.
 */
export function wornGain({ edits }: InterventionSample): ImageValue[] {
  return edits.flatMap(({ id, condition, changed, before, after, base, edited }) =>
    changed.slots.flatMap((part) => {
      const [old, asked] = [before.outfit.get(part), after.outfit.get(part)];
      if (old !== null && asked !== null) return [];
      const [was, is] = [wornIn(base, part), wornIn(edited, part)];
      const value = difference(was, is, asked === null ? -1 : 1);
      return [{ id, part, conditions: [condition], value }];
    }),
  );
}

function wornIn({ slots }: EditView, slot: string): number | NotScored {
  return slots.get(slot)?.worn ?? { reason: 'the slot was not looked at' };
}

function difference(was: number | NotScored, is: number | NotScored, sign: 1 | -1): number | NotScored {
  if (typeof was !== 'number') return was;
  return typeof is === 'number' ? sign * (is - was) : is;
}

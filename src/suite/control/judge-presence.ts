import type { NotScored } from '../../metrics/control/definition.js';
import { isScored } from '../../metrics/control/is-scored.js';
import { fitPresence, type KnownView, type Presence } from '../../outfit/fit-presence.js';
import type { WornJudge } from './outfit-sample.js';
import type { SeenImage, SeenSet } from './seen-set.js';

/** Worn is what is seen: for regions from maps, which have none where nothing is worn. */
export const seenPresence: WornJudge = (_, seen) => (isScored(seen) ? 1 : 0);

/**
 * What real images show in slots that are worn and in empty ones tells them apart. Where no region is seen, nothing is worn that could
 * be seen.
 */
export function learntPresence(real: SeenSet | NotScored, seed: number): WornJudge {
  if (!isScored(real))
    return () => ({ reason: `whether it is worn is learnt from real images; ${real.reason}` });
  const slots = new Map<string, Presence | NotScored>();
  return (slot, seen, { condition }) => {
    const presence = slots.get(slot) ?? learnSlot(slot, real.images, seed);
    slots.set(slot, presence);
    if (!isScored(presence)) return presence;
    return isScored(seen) ? presence.worn(seen.layout, condition.id) : 0;
  };
}

function learnSlot(slot: string, images: readonly SeenImage[], seed: number): Presence | NotScored {
  const views = images.flatMap(({ condition, slots }): KnownView[] => {
    const article = condition.outfit?.get(slot);
    const seen = slots.get(slot);
    if (article === undefined || !seen || !isScored(seen)) return [];
    return [{ condition: condition.id, layout: seen.layout, worn: article !== null }];
  });
  const presence = fitPresence(views, { seed });
  return isScored(presence) ? presence : { reason: `${slot}: ${presence.reason}` };
}

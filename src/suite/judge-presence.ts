import type { NotScored } from '../metrics/control/definition.js';
import { isScored } from '../metrics/control/is-scored.js';
import { fitPresence, type KnownView, type Presence } from '../outfit/fit-presence.js';
import type { WornJudge } from './outfit-sample.js';
import type { SeenImage, SeenSet } from './seen-set.js';

/** Worn is what is seen: for regions from maps, which have none where nothing is worn. */
export const seenPresence: WornJudge = (_, seen) => (isScored(seen) ? 1 : 0);

/**
 * What real images show in slots that are worn and in empty ones tells them apart in others. Real images are judged by what others of
 * them show. Where no region is seen, nothing is worn that could be seen.
 */
export function learntPresence(real: SeenSet | NotScored, seed: number): WornJudge {
  if (!isScored(real))
    return () => ({ reason: `whether it is worn is learnt from real images; ${real.reason}` });
  const slots = new Map<string, SlotJudge | NotScored>();
  return (slot, seen, image) => {
    const judge = slots.get(slot) ?? judgeOfSlot(slot, real.images, seed);
    slots.set(slot, judge);
    if (!isScored(judge)) return judge;
    if (!isScored(seen)) return 0;
    return judge.known.get(image) ?? judge.presence.worn(seen.embedding);
  };
}

interface SlotJudge {
  readonly presence: Presence;
  /** Of the real images. */
  readonly known: ReadonlyMap<SeenImage, number>;
}

function judgeOfSlot(slot: string, images: readonly SeenImage[], seed: number): SlotJudge | NotScored {
  const shown: SeenImage[] = [];
  const views: KnownView[] = [];
  for (const image of images) {
    const article = image.condition.outfit?.get(slot);
    const seen = image.slots.get(slot);
    if (article === undefined || !seen || !isScored(seen)) continue;
    shown.push(image);
    views.push({ condition: image.condition.id, embedding: seen.embedding, worn: article !== null });
  }
  const presence = fitPresence(views, { seed });
  if (!isScored(presence)) return presence;
  return { presence, known: new Map(shown.map((image, i) => [image, presence.crossFitted[i]!])) };
}

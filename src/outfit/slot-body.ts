import type { SlotRegions } from '../conditions/condition.js';
import { didYouMean } from '../config/did-you-mean.js';
import { bodyParts, type BodyPart } from '../config/body-part.js';
import { UsageError } from '../errors.js';

/** What datasets call their slots, in lower case and the singular, by the part of the body that such an article covers. */
const slotNames: Readonly<Record<BodyPart, readonly string[]>> = {
  torso: ['torso', 'top', 'shirt', 'tshirt', 'blouse', 'sweater', 'upper', 'upperbody', 'upperclothe', 'cloth', 'garment'],
  torsoLong: ['torsolong', 'outerwear', 'outer', 'coat', 'jacket', 'cardigan'],
  legs: ['legs', 'leg', 'bottom', 'lower', 'lowerbody', 'lowerclothe', 'trouser', 'pant', 'jean', 'short', 'skirt'],
  body: ['body', 'dress', 'onepiece', 'jumpsuit', 'overall', 'wholebody', 'fullbody'],
  feet: ['feet', 'shoe', 'footwear', 'boot', 'sock'],
  head: ['head', 'headwear', 'hat', 'cap', 'headgear'],
  carried: ['carried', 'bag', 'handbag', 'purse'],
  neck: ['neck', 'scarf', 'tie', 'necklace', 'neckwear'],
  waist: ['waist', 'belt'],
}; // prettier-ignore

const partOfName = new Map(bodyParts.flatMap((part) => slotNames[part].map((name) => [name, part] as const)));

/**
 * The part of the body that a slot's articles cover.
 * @param slot - as the manifest calls it; case, spaces, `_`, `-` and a plural do not count
 * @param regions - what the manifest's header says of its slots, which wins
 * @throws UsageError if neither the header nor the name tells
 */
export function slotBody(slot: string, regions: SlotRegions = new Map()): BodyPart {
  const given = regions.get(slot);
  if (given !== undefined) return given;
  const name = slot.toLowerCase().replace(/[\s_-]/g, '');
  for (const known of [name, name.replace(/s$/, ''), name.replace(/es$/, '')]) {
    const part = partOfName.get(known);
    if (part !== undefined) return part;
  }
  throw new UsageError(
    `Which part of the body does the slot '${slot}' cover?${didYouMean(name, [...partOfName.keys()])} ` +
      `Say so in the first line of the manifest: {"slots": [...], "regions": {"${slot}": "torso"}}, with one of: ${bodyParts.join(', ')}.`,
  );
}

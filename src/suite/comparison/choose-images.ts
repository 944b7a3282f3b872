import { InputError } from '../../errors.js';
import type { ImageSet } from '../../images/image-set.js';
import { Mt19937 } from '../../math/mt19937.js';

/**
 * Indices of `num` images chosen without replacement, in the set's order; all of them if `num` is undefined. The same
 * seed chooses the same of sets with equally many images.
 * @throws InputError if the set has fewer
 */
export function chooseImages(set: ImageSet, num: number | undefined, seed: number): number[] {
  const available = set.ids.length;
  if (num === undefined || num === available) return Array.from({ length: available }, (_, i) => i);
  if (num > available) {
    throw new InputError(
      `${set.location}: has ${available} images, ${num} were asked for. Use --num ${available} or fewer, or more images.`,
    );
  }
  return Array.from(new Mt19937(seed).choiceWithoutReplacement(available, num)).sort((a, b) => a - b);
}

import { Mt19937 } from '../math/mt19937.js';

/**
 * Which images a report shows: a random choice without repetition, in ascending order, so that the strip keeps the
 * set's order. The same arguments give the same choice.
 * @param count - images in the set
 * @param wanted - images to show; all of them if there are no more
 * @param seed - 0 to 2^32 - 1; belongs in the report's provenance
 */
export function chooseThumbnails(count: number, wanted: number, seed: number): number[] {
  const chosen = new Mt19937(seed).choiceWithoutReplacement(count, Math.min(wanted, count));
  return [...chosen].sort((a, b) => a - b);
}

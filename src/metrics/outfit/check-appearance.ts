import { InputError } from '../../errors.js';
import type { Appearance } from './outfit-sample.js';

/** What a score reads of appearances. */
export type AppearancePart = 'embedding' | 'palette' | 'patches';

/** How far from 1 a length or a sum of shares may be: float32 networks and quantised shares stay far below. */
const NEARLY = 1e-3;

/**
 * Checks one part of appearances.
 * @param appearances - each with words for whose it is
 * @throws InputError if vectors are not of unit length or differ in width, a colour is not finite or shares do not add up to 1
 */
export function checkAppearances(appearances: ReadonlyMap<Appearance, string>, part: AppearancePart): void {
  const check = { embedding: checkEmbedding, palette: checkPalette, patches: checkPatches }[part];
  let width: number | undefined;
  for (const [appearance, whose] of appearances) {
    const own = check(appearance, whose);
    if (own === undefined) continue;
    width ??= own;
    if (own !== width) {
      throw new InputError(
        `${whose}: the ${part} is ${own} wide, others are ${width}; expected one width. Describe all with one extractor.`,
      );
    }
  }
}

/** @returns its width */
function checkEmbedding({ embedding }: Appearance, whose: string): number {
  checkUnit(embedding, whose, 'embedding');
  return embedding.length;
}

/** @returns their width, if there are any */
function checkPatches({ patches, patchWidth }: Appearance, whose: string): number | undefined {
  if (patches.length === 0) return undefined;
  if (!Number.isInteger(patchWidth) || patchWidth < 1 || patches.length % patchWidth !== 0) {
    throw new InputError(
      `${whose}: there are ${patches.length} values of patches, ${patchWidth} a patch; expected a whole number of patches.`,
    );
  }
  for (let start = 0; start < patches.length; start += patchWidth) {
    checkUnit(patches.subarray(start, start + patchWidth), whose, `patch ${start / patchWidth}`);
  }
  return patchWidth;
}

function checkPalette({ palette }: Appearance, whose: string): undefined {
  const total = palette.reduce((sum, { share }) => sum + share, 0);
  if (!(Math.abs(total - 1) <= NEARLY) || palette.some(({ share }) => share < 0)) {
    throw new InputError(
      `${whose}: the shares of its ${palette.length} colours add up to ${total}; expected shares >= 0 that add up to 1.`,
    );
  }
  const wrong = palette.find(({ lab }) => !lab.every(Number.isFinite));
  if (wrong) {
    throw new InputError(
      `${whose}: a colour is (${wrong.lab.join(', ')}); expected finite numbers in CIELAB.`,
    );
  }
}

function checkUnit(vector: Float32Array, whose: string, what: string): void {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += vector[k]! * vector[k]!;
  if (Math.abs(Math.sqrt(sum) - 1) <= NEARLY) return;
  throw new InputError(
    `${whose}: the ${what} is of length ${Math.sqrt(sum)}; expected 1. Divide it by its length, and leave out what has none.`,
  );
}

import { JACKKNIFE_GROUPS } from './jackknife-groups.js';

/**
 * Splits of the jackknife groups into two halves of ten, such that any two groups share their half in nine of the nineteen splits.
 *
 * Scores by nearest neighbours depend on images that are close together, and leaving out single groups doubles what such
 * interplay adds to their variance. Halves do not share images, so the difference of their scores has twice the variance of a
 * half's score, whatever the interplay; and their balance keeps the nineteen differences uncorrelated to first order.
 * @source P. McCarthy, "Pseudo-replication: half samples" (1969); R. Paley, "On orthogonal matrices" (1933)
 */
export const SPLITS = JACKKNIFE_GROUPS - 1;

/** [SPLITS x groups] +1 or -1: the half that a group belongs to. A Hadamard matrix of order 20 without its row of ones. */
const signs = paleySigns();

/** [groups x groups] bit s is set if the two groups are in the same half of split s. */
const together = new Int32Array(JACKKNIFE_GROUPS ** 2).map((_, pair) => {
  const [a, b] = [Math.floor(pair / JACKKNIFE_GROUPS), pair % JACKKNIFE_GROUPS];
  let bits = 0;
  for (let split = 0; split < SPLITS; split++) {
    if (halfOf(split, a) === halfOf(split, b)) bits |= 1 << split;
  }
  return bits;
});

/** Which of the two halves of a split a group belongs to. */
export function halfOf(split: number, group: number): 0 | 1 {
  return signs[split * JACKKNIFE_GROUPS + group]! > 0 ? 0 : 1;
}

/** The splits, a bit each, in which two groups are in the same half. */
export function splitsTogether(a: number, b: number): number {
  return together[a * JACKKNIFE_GROUPS + b]!;
}

/**
 * To first order, the value without each group. Their jackknife variance is the mean over the splits of a quarter of the squared
 * difference between the halves.
 * @param halves - [SPLITS x 2] the score of each half alone
 */
export function replicatesFromHalves(value: number, halves: Float64Array): Float64Array {
  return new Float64Array(JACKKNIFE_GROUPS).map((_, group) => {
    let sum = 0;
    for (let split = 0; split < SPLITS; split++) {
      const difference = (halves[2 * split]! - halves[2 * split + 1]!) / 2;
      sum += signs[split * JACKKNIFE_GROUPS + group]! * difference;
    }
    return value - sum / SPLITS;
  });
}

/** Paley's construction from the squares modulo 19, with the first row made all ones and left out. */
function paleySigns(): Int8Array {
  const squares = new Set(Array.from({ length: SPLITS - 1 }, (_, i) => (i + 1) ** 2 % SPLITS));
  const character = (value: number): number => {
    const rest = (value + SPLITS) % SPLITS;
    return rest === 0 ? 0 : squares.has(rest) ? 1 : -1;
  };
  return new Int8Array(SPLITS * JACKKNIFE_GROUPS).map((_, at) => {
    const [row, column] = [Math.floor(at / JACKKNIFE_GROUPS), at % JACKKNIFE_GROUPS];
    if (column === 0) return -1;
    return character(row - (column - 1)) + (row === column - 1 ? 1 : 0);
  });
}

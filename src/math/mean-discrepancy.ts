import type { KernelSums } from './kernel-sums.js';

/** How the squared maximum mean discrepancy is estimated. */
export type DiscrepancyEstimator = 'biased' | 'unbiased';

/** A squared maximum mean discrepancy, and the mean kernel values (less the kernel's offset) that it is made of. */
export interface MeanDiscrepancy {
  /** withinX + withinY - 2 between. */
  readonly value: number;
  readonly withinX: number;
  readonly withinY: number;
  readonly between: number;
}

/**
 * Squared maximum mean discrepancy of two sets. `unbiased` leaves out the pairs of a row with itself and may fall below 0;
 * `biased` keeps them, and is 0 or more and too high by O(1/n).
 * @param without - a group whose rows are left out of both sets; by default none is
 * @returns undefined if too few rows are left: two a side it takes, or one for `biased`
 * @source A. Gretton et al., "A kernel two-sample test" (2012), lemma 6 and eq. 5
 */
export function meanDiscrepancy(
  { groups, sizes: [xSizes, ySizes], xx, yy, xy, diagonals: [xDiagonal, yDiagonal] }: KernelSums,
  estimator: DiscrepancyEstimator,
  without?: number,
): MeanDiscrepancy | undefined {
  const kept = Array.from({ length: groups }, (_, group) => group).filter((group) => group !== without);
  const sum = (values: ArrayLike<number>) => kept.reduce((total, group) => total + values[group]!, 0);
  const sumPairs = (table: Float64Array) =>
    kept.reduce((total, group) => total + sum(table.subarray(group * groups, (group + 1) * groups)), 0);
  const [n, m] = [sum(xSizes), sum(ySizes)];
  const biased = estimator === 'biased';
  if (Math.min(n, m) < (biased ? 1 : 2)) return undefined;
  const withinX = biased ? (sumPairs(xx) + sum(xDiagonal)) / n ** 2 : sumPairs(xx) / (n * (n - 1));
  const withinY = biased ? (sumPairs(yy) + sum(yDiagonal)) / m ** 2 : sumPairs(yy) / (m * (m - 1));
  const between = sumPairs(xy) / (n * m);
  return { value: withinX + withinY - 2 * between, withinX, withinY, between };
}

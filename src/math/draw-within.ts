/** 97.5% quantile of the standard normal distribution. */
const NORMAL_975 = 1.959963984540054;

/** A value with the interval that holds it with 95% confidence. */
export interface Spread {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A value that could as well have been found: half of all lie below the middle, one in 40 below `low` and one in 40 above `high`, on each
 * side like a normal distribution. So an interval that reaches farther up than down draws values that do.
 * @param spread - low <= middle <= high
 * @param normal - a draw from the standard normal distribution
 */
export function drawWithin({ middle, low, high }: Spread, normal: number): number {
  const reach = normal < 0 ? middle - low : high - middle;
  return middle + (normal / NORMAL_975) * reach;
}

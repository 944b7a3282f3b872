/**
 * Linear between order statistics, as numpy's `quantile` by default.
 * @param sorted - ascending, one value or more
 * @param share - 0 to 1
 */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = sorted[below]!;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return lower + (place - below) * (upper - lower);
}

/** Which values of a sample to keep, by percentiles, 0 to 100. */
export interface Percentiles {
  readonly lower: number;
  readonly upper: number;
}

export interface TrimmedMean {
  readonly mean: number;
  /** Population standard deviation of the values that were kept. */
  readonly std: number;
  readonly kept: number;
}

/**
 * Mean of the values between two percentiles, both included. A percentile that falls between two values is the outer one:
 * numpy's `percentile` with the methods "lower" and "higher".
 * @param sorted - ascending, one value or more
 */
export function trimmedMean(sorted: Float64Array, { lower, upper }: Percentiles): TrimmedMean {
  const last = sorted.length - 1;
  const least = sorted[Math.floor(last * (lower / 100))]!;
  const most = sorted[Math.ceil(last * (upper / 100))]!;
  const kept = sorted.filter((value) => least <= value && value <= most);
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length;
  return { mean, std: Math.sqrt(variance), kept: kept.length };
}

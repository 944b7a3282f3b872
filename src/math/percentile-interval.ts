import { normalProbability } from './normal-probability.js';
import { quantile } from './quantile.js';
import { studentT975 } from './student-t.js';

export interface PercentileInterval {
  readonly low: number;
  readonly high: number;
  /** Of the replicates. */
  readonly standardError: number;
}

/**
 * Expanded percentile interval of 95%: quantiles of bootstrap replicates, taken so far out that for the mean of few clusters
 * the interval is as wide as Student's, where the plain 2.5% and 97.5% would be too narrow. It keeps to the score's range.
 * @param replicates - at least two
 * @param clusters - that were resampled, at least two
 * @source T. Hesterberg, "What Teachers Should Know about the Bootstrap", arXiv:1411.5279
 */
export function percentileInterval(replicates: Float64Array, clusters: number): PercentileInterval {
  if (replicates.length < 2)
    throw new RangeError(`Expected two replicates or more, got ${replicates.length}.`);
  const sorted = replicates.slice().sort();
  const share = normalProbability(-Math.sqrt(clusters / (clusters - 1)) * studentT975(clusters - 1));
  return {
    low: quantile(sorted, share),
    high: quantile(sorted, 1 - share),
    standardError: deviation(replicates),
  };
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

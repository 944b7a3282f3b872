import type { Matrix } from './matrix.js';

/** A Gaussian fitted to a set of feature vectors: all that the Fréchet distance needs to know of the set. */
export interface GaussianStatistics {
  /** Vectors that went in; null if a statistics file of another tool does not say. */
  readonly count: number | null;
  /** [width] */
  readonly mean: Float64Array;
  /** [width x width], symmetric, the unbiased estimate (sums of squares over count - 1). */
  readonly covariance: Matrix;
}

import { InputError } from '../errors.js';
import { checkStatistics } from './check-statistics.js';
import type { GaussianStatistics } from './gaussian-statistics.js';
import type { Matrix } from './matrix.js';
import { traceSqrtProduct } from './trace-sqrt-product.js';

export interface FrechetDistance {
  /** meanTerm + covarianceTerm: squared units of the features, >= 0, 0 for equal Gaussians, lower is better. */
  readonly distance: number;
  /** |mean a - mean b|^2 */
  readonly meanTerm: number;
  /** Tr(A + B - 2 sqrt(A B)), >= 0: rounding below 0 is taken as 0 */
  readonly covarianceTerm: number;
  /** Tr sqrt(A B) */
  readonly traceSqrt: number;
  /** Smaller of the numerical ranks of the covariances. Below the width, one set had too few samples or dead features. */
  readonly rank: number;
}

/** As a share of Tr(A + B): far above rounding, which is below 1e-9, and far below any distance that means something. */
const ROUNDING = 1e-7;

/**
 * Fréchet (2-Wasserstein, squared) distance between two Gaussians: FID, if the features are Inception's.
 * Swapping a and b gives the same bits. Nothing is added to the covariances to help the computation.
 * @throws InputError if the widths differ, or one of the two is not a mean and a covariance (see messages)
 * @source D. Dowson, B. Landau, "The Fréchet distance between multivariate normal distributions" (1982);
 * arXiv:1706.08500 eq. 6
 */
export function frechetDistance(a: GaussianStatistics, b: GaussianStatistics): FrechetDistance {
  if (a.mean.length !== b.mean.length) {
    throw new InputError(
      `The first statistics have width ${a.mean.length}, the second ${b.mean.length}; expected the same width. ` +
        'Compute both with the same feature extractor.',
    );
  }
  checkStatistics(a, 'first');
  checkStatistics(b, 'second');
  const meanTerm = squaredDistance(a.mean, b.mean);
  const { trace: traceSqrt, rank } = traceSqrtProduct(a, b);
  const scale = traceOf(a.covariance) + traceOf(b.covariance);
  const raw = scale - 2 * traceSqrt;
  if (!(raw >= -ROUNDING * scale)) {
    throw new Error(`The covariance term is ${raw}, below 0 by more than rounding of ${scale} explains.`);
  }
  const covarianceTerm = Math.max(0, raw);
  return { distance: meanTerm + covarianceTerm, meanTerm, covarianceTerm, traceSqrt, rank };
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
}

function traceOf({ rows, columns, data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += data[i * columns + i]!;
  return sum;
}

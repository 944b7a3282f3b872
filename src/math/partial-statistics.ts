import { InputError, InsufficientSamplesError } from '../errors.js';
import type { GaussianStatistics } from './gaussian-statistics.js';

/** What a part of the samples gives to the statistics of all: unlike a covariance, defined from no sample on. */
export interface PartialStatistics {
  /** Samples of the part, 0 or more. */
  readonly count: number;
  /** [width]; zeros if there is no sample. */
  readonly mean: Float64Array;
  /** Sum of (x - mean)(x - mean)^T: the lower triangle, row by row, [width (width + 1) / 2]. */
  readonly scatter: Float64Array;
}

/** Numbers in the lower triangle of a symmetric matrix, diagonal included. */
export function triangleSize(width: number): number {
  return (width * (width + 1)) / 2;
}

/**
 * The statistics of the samples of both. A sum of many is to be taken pairwise, in the order of the samples: its error then grows with
 * the logarithm of their number.
 * @throws InputError if the widths differ
 * @source T. Chan, G. Golub, R. LeVeque, "Updating formulae and a pairwise algorithm for computing sample
 * variances" (1979)
 */
export function mergePartials(a: PartialStatistics, b: PartialStatistics): PartialStatistics {
  const width = a.mean.length;
  if (b.mean.length !== width) {
    throw new InputError(
      `Cannot merge statistics of width ${b.mean.length} into those of width ${width}; ` +
        'compute both with the same feature extractor.',
    );
  }
  // Exactly the other one, and no division by zero.
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const shift = b.mean.map((value, i) => value - a.mean[i]!);
  const weight = (a.count * b.count) / count;
  const scatter = new Float64Array(a.scatter.length);
  for (let i = 0, at = 0; i < width; i++) {
    for (let j = 0; j <= i; j++, at++) {
      scatter[at] = a.scatter[at]! + b.scatter[at]! + shift[i]! * shift[j]! * weight;
    }
  }
  return { count, mean: a.mean.map((value, i) => value + shift[i]! * (b.count / count)), scatter };
}

/** @throws InsufficientSamplesError if there are fewer than 2 samples */
export function statisticsOfPartial({ count, mean, scatter }: PartialStatistics): GaussianStatistics {
  if (count < 2) {
    throw new InsufficientSamplesError(
      `A covariance needs at least 2 samples, got ${count}. Add more images.`,
    );
  }
  const width = mean.length;
  const data = new Float64Array(width * width);
  for (let i = 0, at = 0; i < width; i++) {
    for (let j = 0; j <= i; j++, at++) {
      const value = scatter[at]! / (count - 1);
      data[i * width + j] = value;
      data[j * width + i] = value;
    }
  }
  return { count, mean, covariance: { rows: width, columns: width, data } };
}

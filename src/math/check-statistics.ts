import { InputError } from '../errors.js';
import type { GaussianStatistics } from './gaussian-statistics.js';

/** What rounding may explain, in covariances that should be equal or zero, as a share of the largest variance. */
const ROUNDING = 1e-9;

/**
 * Checks that statistics, from a file perhaps, are what they say.
 * @param which - how messages call them, such as `first`
 * @throws InputError if a shape does not fit, a value is not finite, a variance is negative, or the covariance
 * is not symmetric or not zero where there is no variance
 */
export function checkStatistics(statistics: GaussianStatistics, which: string): void {
  const { mean, covariance } = statistics;
  const width = mean.length;
  if (covariance.rows !== width || covariance.columns !== width || covariance.data.length !== width * width) {
    throw new InputError(
      `The ${which} statistics have a mean of width ${width} and a ${covariance.rows} x ${covariance.columns} ` +
        `covariance; expected ${width} x ${width}. The file is damaged or not a statistics file.`,
    );
  }
  for (let i = 0; i < width; i++) {
    if (!Number.isFinite(mean[i]!)) throw notFinite(which, `mean[${i}]`, mean[i]!);
  }
  checkCovariance(covariance.data, width, which);
}

function checkCovariance(data: Float64Array, width: number, which: string): void {
  let largest = 0;
  for (let i = 0; i < width; i++) {
    const variance = data[i * width + i]!;
    if (variance < 0) {
      throw new InputError(
        `The ${which} statistics have the variance ${variance} at column ${i}; expected 0 or more. ` +
          'The file is damaged or holds something else than a covariance.',
      );
    }
    largest = Math.max(largest, variance);
  }
  const tolerance = ROUNDING * largest;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const below = data[i * width + j]!;
      const above = data[j * width + i]!;
      if (!Number.isFinite(below)) throw notFinite(which, `covariance[${i}, ${j}]`, below);
      if (!Number.isFinite(above)) throw notFinite(which, `covariance[${j}, ${i}]`, above);
      if (Math.abs(below - above) > tolerance) {
        throw new InputError(
          `The ${which} statistics have an asymmetric covariance: [${i}, ${j}] is ${below}, [${j}, ${i}] is ` +
            `${above}; expected the same value. The file is damaged or holds something else than a covariance.`,
        );
      }
      const still = data[i * width + i] === 0 ? i : j;
      if (data[still * width + still] === 0 && Math.abs(below) > tolerance) {
        throw new InputError(
          `The ${which} statistics have no variance at column ${still} but the covariance ${below} at ` +
            `[${i}, ${j}]; expected 0. The file is damaged or holds something else than a covariance.`,
        );
      }
    }
  }
}

function notFinite(which: string, place: string, value: number): InputError {
  return new InputError(
    `The ${which} statistics have ${value} at ${place}; expected a finite number. ` +
      'Compute them again, from features without NaN or infinities.',
  );
}

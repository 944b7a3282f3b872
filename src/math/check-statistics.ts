import { InputError } from '../errors.js';
import type { GaussianStatistics } from './gaussian-statistics.js';

/** How far mirrored covariances may lie apart, as a share of the largest variance. */
const ASYMMETRY = 1e-9;

/**
 * Checks that statistics, from a file perhaps, are what they say.
 * @param which - how messages call them, such as `first`
 * @throws InputError if a shape does not fit, a value is not finite, a variance is negative or the covariance
 * is not symmetric
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
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const below = data[i * width + j]!;
      const above = data[j * width + i]!;
      if (!Number.isFinite(below)) throw notFinite(which, `covariance[${i}, ${j}]`, below);
      if (!Number.isFinite(above)) throw notFinite(which, `covariance[${j}, ${i}]`, above);
      if (Math.abs(below - above) > ASYMMETRY * largest) {
        throw new InputError(
          `The ${which} statistics have an asymmetric covariance: [${i}, ${j}] is ${below}, [${j}, ${i}] is ` +
            `${above}; expected the same value. The file is damaged or holds something else than a covariance.`,
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

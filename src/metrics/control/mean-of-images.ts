import type { Measurement, NotScored } from './definition.js';

/** Mean over the images that have a value. */
export function meanOfImages(values: readonly (number | NotScored)[]): Measurement['score'] {
  const scored = values.map((value) => (typeof value === 'number' ? value : undefined));
  return weightedRatio(
    Float64Array.from(scored, (value) => value ?? 0),
    Float64Array.from(scored, (value) => (value === undefined ? 0 : 1)),
  );
}

/** Sum of one number an image by the sum of another; undefined where the second is 0. */
export function weightedRatio(above: Float64Array, below: Float64Array): Measurement['score'] {
  return (weights) => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i]! * above[i]!;
      count += weights[i]! * below[i]!;
    }
    return count > 0 ? sum / count : undefined;
  };
}

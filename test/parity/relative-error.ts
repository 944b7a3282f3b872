export interface RelativeError {
  readonly max: number;
  readonly mean: number;
}

/**
 * |seen - expected| / max(|expected|, max |expected| / 1000), value by value: relative to the value itself, except that
 * features which are all but dead are measured against a thousandth of the vector's largest.
 */
export function relativeError(seen: Float32Array, expected: Float32Array): RelativeError {
  if (seen.length !== expected.length) throw new Error(`${seen.length} values against ${expected.length}`);
  const floor = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / 1000;
  let max = 0;
  let sum = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(seen[i]! - expected[i]!) / Math.max(Math.abs(expected[i]!), floor);
    max = Math.max(max, error);
    sum += error;
  }
  return { max, mean: sum / expected.length };
}

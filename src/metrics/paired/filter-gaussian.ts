/** Pixels on each side of the middle of the window: 11 x 11 in all. */
export const RADIUS = 5;
const SIGMA = 1.5;

/** Of the pixel that is so far from the middle. */
const weight = (distance: number) => Math.exp(-(distance ** 2) / (2 * SIGMA ** 2));
const total = weight(0) + 2 * (weight(1) + weight(2) + weight(3) + weight(4) + weight(5));
const w0 = weight(0) / total;
const w1 = weight(1) / total;
const w2 = weight(2) / total;
const w3 = weight(3) / total;
const w4 = weight(4) / total;
const w5 = weight(5) / total;

/**
 * Gaussian means of a plane in windows that lie within it.
 * @param plane - [height x width], at least 11 each
 * @returns [height - 10 x width - 10]
 */
export function filterGaussian(plane: Float64Array, width: number, height: number): Float64Array {
  const inner = width - 2 * RADIUS;
  const across = new Float64Array(inner * height);
  for (let y = 0; y < height; y++) {
    filterRun(plane, y * width, 1, across, y * inner, inner);
  }
  const out = new Float64Array(inner * (height - 2 * RADIUS));
  for (let start = 0; start < out.length; start += inner) {
    filterRun(across, start, inner, out, start, inner);
  }
  return out;
}

/** Means of windows of eleven values, `stride` apart, that start at `from`, `from` + 1, ... */
function filterRun(
  source: Float64Array,
  from: number,
  stride: number,
  target: Float64Array,
  to: number,
  count: number,
): void {
  for (let k = 0; k < count; k++) {
    const i = from + k;
    // Written out: a loop over the weights takes three times as long.
    target[to + k] =
      w5 * (source[i]! + source[i + 10 * stride]!) +
      w4 * (source[i + stride]! + source[i + 9 * stride]!) +
      w3 * (source[i + 2 * stride]! + source[i + 8 * stride]!) +
      w2 * (source[i + 3 * stride]! + source[i + 7 * stride]!) +
      w1 * (source[i + 4 * stride]! + source[i + 6 * stride]!) +
      w0 * source[i + 5 * stride]!;
  }
}

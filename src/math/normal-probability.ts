/** Beyond this, what is left of the distribution (1e-15) is less than the series' rounding. */
const FARTHEST = 8;

/**
 * P(Z <= z) of the standard normal distribution, to 1e-15.
 * @source M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 26.2.11
 */
export function normalProbability(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('Expected a number, got NaN.');
  if (z < -FARTHEST) return 0;
  if (z > FARTHEST) return 1;
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

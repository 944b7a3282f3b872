import { normalProbability } from './normal-probability.js';

/**
 * z with P(Z <= z) = `probability` for the standard normal distribution: Newton's method, which comes down to it from 0
 * without overshooting, because the distribution function is convex below 0. Error: that of the probability, 1e-15, over the density.
 * @param probability - from P(Z <= -8), 6e-16, to 1/2; the upper half is the mirror image
 * @throws RangeError for anything else
 */
export function lowerNormalQuantile(probability: number): number {
  if (!(probability >= normalProbability(-8) && probability <= 0.5)) {
    throw new RangeError(`Expected a probability from 6e-16 to 0.5, got ${probability}.`);
  }
  let z = 0;
  for (;;) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const next = z - (normalProbability(z) - probability) / density;
    // Rounding ends the descent.
    if (!(next < z)) return z;
    z = next;
  }
}

import type { LatentDistribution } from '../config/network-generator-file.js';
import { Mt19937 } from '../math/mt19937.js';
import { normalProbability } from '../math/normal-probability.js';
import { lowerNormalQuantile } from '../math/normal-quantile.js';

/**
 * The latent vector of a seed, which depends on nothing else. Normal ones are those of StyleGAN's own scripts.
 * @param seed - 0 to 2^32 - 1
 * @returns `size` numbers: `normal` as numpy's `RandomState(seed).randn(size)`, `uniform` as its `2 * random_sample(size) - 1`
 */
export function drawLatent(seed: number, size: number, distribution: LatentDistribution): Float64Array {
  return nextLatent(new Mt19937(seed), size, distribution);
}

/** A number from 0 to 1 that goes with a seed: the one that its stream has after the latent. */
export function drawShare(seed: number, size: number, distribution: LatentDistribution): number {
  const generator = new Mt19937(seed);
  nextLatent(generator, size, distribution);
  return generator.randoms(1)[0]!;
}

function nextLatent(generator: Mt19937, size: number, distribution: LatentDistribution): Float64Array {
  if (distribution === 'normal') return generator.normals(size);
  return generator.randoms(size).map((value) => 2 * value - 1);
}

/**
 * Makes normal numbers normal numbers cut off at +-bound: each keeps its rank, so a seed's latent changes smoothly with
 * the bound (drawing anew what lies outside, as is often done, would make another one of it).
 * @param bound - above 0, up to 8
 */
export function truncateNormals(values: Float64Array, bound: number): Float64Array {
  const outside = normalProbability(-bound);
  return values.map((value) => {
    const rank = normalProbability(-Math.abs(value));
    const size = Math.abs(lowerNormalQuantile(Math.min(0.5, outside + rank * (1 - 2 * outside))));
    return (value < 0 ? -1 : 1) * Math.min(size, bound);
  });
}

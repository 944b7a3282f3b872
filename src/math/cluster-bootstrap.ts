import { Mt19937 } from './mt19937.js';

export interface Resampling {
  /** How many times to resample; 1000 is usual. */
  readonly resamples: number;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
}

/**
 * The cluster bootstrap: draws as many clusters as there are, with replacement, and says how often each came. What belongs to
 * a cluster is drawn as one, so that what its members have in common is not mistaken for agreement.
 * @param clusters - at least one; resample b draws `RandomState(seed).randint(0, clusters, clusters)`, b-th call
 * @returns multiplicities by cluster, for each resample
 * @source A. C. Davison, D. V. Hinkley, "Bootstrap Methods and their Application" (1997)
 */
export function* clusterBootstrap(
  clusters: number,
  { resamples, seed }: Resampling,
): Generator<Float64Array, void, undefined> {
  if (!Number.isInteger(clusters) || clusters < 1) {
    throw new RangeError(`Expected one cluster or more, got ${clusters}.`);
  }
  const random = new Mt19937(seed);
  for (let b = 0; b < resamples; b++) {
    const multiplicities = new Float64Array(clusters);
    for (let drawn = 0; drawn < clusters; drawn++) multiplicities[random.integer(0, clusters)]!++;
    yield multiplicities;
  }
}

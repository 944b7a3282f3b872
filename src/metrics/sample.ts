import type { FeatureMatrix } from '../math/feature-matrix.js';
import type { GaussianStatistics } from '../math/gaussian-statistics.js';

/** Features of a set of images: row i belongs to the image ids[i]. */
export interface FeatureSample {
  readonly kind: 'features';
  readonly ids: readonly string[];
  readonly features: FeatureMatrix;
  /** Each image's stratum, such as its class; undefined if the set has no labels. */
  readonly strata?: readonly string[] | undefined;
}

/** A set of which only mean and covariance are known. */
export interface StatisticsSample {
  readonly kind: 'statistics';
  readonly statistics: GaussianStatistics;
}

export type Sample = FeatureSample | StatisticsSample;

/** Images at neighbouring points of a generator's latent path: row i of `start` and of `end` are one step apart. */
export interface PathSample {
  readonly kind: 'path';
  readonly ids: readonly string[];
  readonly start: FeatureMatrix;
  readonly end: FeatureMatrix;
  /** Length of the step in the generator's latent space. */
  readonly epsilon: number;
}

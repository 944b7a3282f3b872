import type { z } from 'zod';
import type { FeatureRole } from '../config/feature-role.js';
import type { RowProducts } from '../math/row-products.js';
import type { FeatureSample, PathSample, Sample } from './sample.js';

/** One number that a metric gives, and what there is to know about it. */
export interface ScoreDefinition {
  /** Unique among all scores. */
  readonly id: string;
  readonly title: string;
  /** What it says, in a sentence. */
  readonly summary: string;
  readonly direction: 'lower' | 'higher';
  readonly unit: string;
  readonly range: readonly [number, number];
  /** What a set gets against itself, where that is the same for every set. */
  readonly ofItself?: number;
  /**
   * How the value of n images differs on average from that of infinitely many. `none`: not at all. `corrected`: by O(1/n), which
   * the interval is freed of, so that it is about infinitely many. `kept`: by what has no simple form; the interval is about
   * the score at these counts.
   */
  readonly bias: 'none' | 'corrected' | 'kept';
  /** Whether the spread comes from balanced halves (src/math/balanced-halves.ts) instead of leaving out a group at a time. */
  readonly halves?: boolean;
}

/** What a metric says about itself, apart from how it is computed. */
export interface MetricDescription {
  readonly id: string;
  readonly title: string;
  /** What it measures, in a sentence or two. */
  readonly summary: string;
  /** At least one; the first is the headline. */
  readonly scores: readonly [ScoreDefinition, ...ScoreDefinition[]];
  /** Which output of the feature extractor it reads. */
  readonly reads: FeatureRole;
  /** Whether images have to be labelled with a stratum. */
  readonly needsStrata: boolean;
  /** Whether the value depends on the order of the images, through a seeded choice among them. */
  readonly shuffles: boolean;
  /** Samples a side below which the metric is not defined. */
  readonly minimumSamples: number;
  /** Samples a side that published figures use. */
  readonly recommendedSamples: number;
  readonly source: string;
}

/** What a computation is given to work with. */
export interface MetricTools {
  readonly products: RowProducts;
  /** false: no replicates are asked for, and the score will have no interval. */
  readonly intervals: boolean;
  /** Told the share that is done, 0 to 1, and at each call free to let others run. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** A stratum's own score. */
export interface StratumValue {
  readonly stratum: string;
  readonly real: number;
  readonly generated: number;
  /** undefined: not defined for this stratum, because of `reason`. */
  readonly value: number | undefined;
  readonly reason?: string;
}

/** Two images that a score is about, such as a generated one and its nearest training image. */
export interface ImagePair {
  readonly generated: string;
  readonly real: string;
  readonly distance: number;
}

export interface DefinedValue {
  readonly status: 'ok';
  readonly value: number;
  /** The value without each jackknife group, or why there are none. */
  readonly replicates: Float64Array | { readonly reason: string };
  readonly warnings: readonly string[];
  /** Parts of the value and of its computation. */
  readonly details: Readonly<Record<string, number>>;
  readonly strata?: readonly StratumValue[];
  readonly pairs?: readonly ImagePair[];
  /** Generated images that are farthest from any real one, each with the nearest, the farthest first. */
  readonly outliers?: readonly ImagePair[];
}

/** A metric's score, or why there is none. */
export type MetricValue = DefinedValue | { readonly status: 'undefined'; readonly reason: string };

/** Values by score id. */
export type MetricValues = Readonly<Record<string, MetricValue>>;

interface Computed<Takes extends string, Samples extends readonly unknown[]> extends MetricDescription {
  readonly takes: Takes;
  readonly options: z.ZodObject;
  /**
   * @param options - checked against the schema `options`; what is absent takes its default
   * @throws InsufficientSamplesError below `minimumSamples`
   * @throws InputError if the widths differ or a value is not finite
   * @throws UsageError if an option is unknown or out of range
   */
  readonly compute: (
    samples: Samples,
    options: Readonly<Record<string, unknown>>,
    tools: MetricTools,
  ) => Promise<MetricValues>;
}

/** Compares two sets; either may be known by its mean and covariance alone. */
export type StatisticsMetric = Computed<'statistics', readonly [real: Sample, generated: Sample]>;
/** Compares two sets image by image. */
export type FeatureMetric = Computed<'features', readonly [real: FeatureSample, generated: FeatureSample]>;
/** Looks at generated images alone. */
export type GeneratedMetric = Computed<'generated', readonly [generated: FeatureSample]>;
/** Walks a generator's latent space. */
export type PathMetric = Computed<'path', readonly [path: PathSample]>;

/** A metric: everything that the command line, the reports and the reference page say about it, and its computation. */
export type MetricDefinition = StatisticsMetric | FeatureMetric | GeneratedMetric | PathMetric;

import type { GaussianStatistics } from '../math/gaussian-statistics.js';

/** What a metric's computation gives; the suite adds direction, unit and provenance from the definition and the run. */
export interface MetricValue {
  readonly value: number;
  readonly warnings: readonly string[];
  readonly details: Readonly<Record<string, number>>;
}

/** A metric: everything that the command line, the reports and the reference page say about it, and its computation. */
export interface MetricDefinition {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly direction: 'lower' | 'higher';
  readonly unit: string;
  readonly range: readonly [number, number];
  /** Samples a side below which the metric is not defined. */
  readonly minimumSamples: number;
  /** Samples a side that published figures use. */
  readonly recommendedSamples: number;
  readonly source: string;
  compute(real: GaussianStatistics, generated: GaussianStatistics): MetricValue;
}

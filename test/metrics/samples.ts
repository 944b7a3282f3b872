import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { plainRowProducts } from '../../src/math/row-products.js';
import type {
  DefinedValue,
  MetricDefinition,
  MetricTools,
  MetricValues,
} from '../../src/metrics/definition.js';
import type { FeatureSample } from '../../src/metrics/sample.js';

export const tools: MetricTools = { products: plainRowProducts, intervals: true };

/** n normal vectors of a seed, stretched by `scale` and moved by `shift`. */
export function normals(seed: number, rows: number, columns: number, shift = 0, scale = 1): FeatureMatrix {
  const values = new Mt19937(seed).normals(rows * columns);
  return { rows, columns, data: Float32Array.from(values, (value) => value * scale + shift) };
}

/** A sample with an id an image, and strata `even` and `odd`. */
export function sampleOf(features: FeatureMatrix, prefix = 'image'): FeatureSample {
  const ids = Array.from({ length: features.rows }, (_, i) => `${prefix}${i}`);
  return { kind: 'features', ids, features, strata: ids.map((_, i) => (i % 2 === 0 ? 'even' : 'odd')) };
}

/** Computes a metric of two sets, whatever it takes. */
export function compute(
  metric: MetricDefinition,
  real: FeatureSample,
  generated: FeatureSample,
  options: Readonly<Record<string, unknown>> = {},
  given: MetricTools = tools,
): Promise<MetricValues> {
  switch (metric.takes) {
    case 'statistics':
      return metric.compute([real, generated], options, given);
    case 'features':
      return metric.compute([real, generated], options, given);
    case 'generated':
      return metric.compute([generated], options, given);
    case 'path': {
      const { ids } = generated;
      const path = { kind: 'path', ids, start: real.features, end: generated.features, epsilon: 1 } as const;
      return metric.compute([path], options, given);
    }
  }
}

/** @throws Error if there is no such score or it is undefined */
export function defined(values: MetricValues, id: string): DefinedValue {
  const value = values[id];
  if (value?.status === 'ok') return value;
  throw new Error(`${id}: ${value?.reason ?? 'no such score'}`);
}

import { z } from 'zod';
import {
  featureMetric,
  generatedMetric,
  pathMetric,
  statisticsMetric,
} from '../../../src/metrics/define-metric.js';
import type { DefinedValue, MetricDescription, ScoreDefinition } from '../../../src/metrics/definition.js';
import type { FeatureSample, Sample } from '../../../src/metrics/sample.js';

/** A score that says nothing. */
export function score(id: string): ScoreDefinition {
  return {
    id,
    title: `The ${id}`,
    summary: 'A test.',
    direction: 'lower',
    unit: '',
    range: [-Infinity, Infinity],
    bias: 'none',
  };
}

export function description(
  id: string,
  scores: MetricDescription['scores'],
  changes: Partial<MetricDescription> = {},
): MetricDescription {
  return {
    id,
    title: `Probe ${id}`,
    summary: 'A test.',
    scores,
    reads: 'features',
    needsStrata: false,
    shuffles: false,
    minimumSamples: 1,
    recommendedSamples: 10,
    source: 'test',
    ...changes,
  };
}

const options = z.strictObject({});

function valueOf(value: number, more: Partial<DefinedValue> = {}): DefinedValue {
  return { status: 'ok', value, replicates: { reason: 'a test' }, warnings: [], details: {}, ...more };
}

/** Sum of all values: differs if a single vector does. */
function sum(sample: Sample): number {
  const values = sample.kind === 'features' ? sample.features.data : sample.statistics.mean;
  return Array.from(values).reduce((total, value) => total + value, 0);
}

/** Metrics whose values give away what they were given. */
export const probes = {
  /** Sum over the class logits of generated images. */
  logits: generatedMetric({
    ...description('logits', [score('logits')], { reads: 'logits' }),
    options,
    compute: ([generated]) => Promise.resolve({ logits: valueOf(sum(generated)) }),
  }),
  generatedFeatures: generatedMetric({
    ...description('own', [score('own')]),
    options,
    compute: ([generated]) => Promise.resolve({ own: valueOf(sum(generated)) }),
  }),
  /** Widths of both sides, as one number, and how they were kept. */
  spatial: statisticsMetric({
    ...description('spatial', [score('spatial')], { reads: 'spatial' }),
    options,
    compute: ([real, generated]) =>
      Promise.resolve({
        spatial: valueOf(sum(real) - sum(generated), {
          details: { streamed: Number(real.kind === 'statistics') },
        }),
      }),
  }),
  pairs: featureMetric({
    ...description('pairs', [score('first'), score('second')]),
    options,
    compute: ([real, generated], _options, { onProgress }) => {
      onProgress?.(0.25);
      onProgress?.(1);
      return Promise.resolve({
        first: valueOf(real.ids.length, {
          pairs: [{ generated: generated.ids[0]!, real: real.ids[0]!, distance: 0.5 }],
        }),
        second: { status: 'undefined', reason: 'the second has no value' },
      });
    },
  }),
  strata: featureMetric({
    ...description('strata', [score('strata')], { needsStrata: true }),
    options,
    compute: ([real, generated]) =>
      Promise.resolve({
        strata: valueOf(0, {
          strata: [...new Set(real.strata)].map((name) => stratum(name, real, generated)),
        }),
      }),
  }),
  path: pathMetric({
    ...description('path', [score('path')]),
    options,
    compute: () => Promise.resolve({ path: valueOf(0) }),
  }),
};

function stratum(name: string, ...sides: readonly [FeatureSample, FeatureSample]) {
  const [real, generated] = sides.map(({ strata }) => strata!.filter((each) => each === name).length);
  return { stratum: name, real: real!, generated: generated!, value: 1 };
}

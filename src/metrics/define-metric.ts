import { z } from 'zod';
import { UsageError } from '../errors.js';
import { checkSamples } from './check-samples.js';
import type {
  FeatureMetric,
  GeneratedMetric,
  MetricDescription,
  MetricTools,
  MetricValues,
  PathMetric,
  StatisticsMetric,
} from './definition.js';
import type { FeatureSample, PathSample, Sample } from './sample.js';

/** A metric's own part: its description and what it computes from samples and options that have been checked. */
export interface MetricSource<
  Samples extends readonly (Sample | PathSample)[],
  Options extends z.ZodObject,
> extends MetricDescription {
  /** Strict, with a default for every option. */
  readonly options: Options;
  readonly compute: (
    samples: Samples,
    options: z.output<Options>,
    tools: MetricTools,
  ) => Promise<MetricValues>;
}

export function statisticsMetric<Options extends z.ZodObject>(
  source: MetricSource<readonly [real: Sample, generated: Sample], Options>,
): StatisticsMetric {
  return { ...source, takes: 'statistics', compute: checked(source) };
}

export function featureMetric<Options extends z.ZodObject>(
  source: MetricSource<readonly [real: FeatureSample, generated: FeatureSample], Options>,
): FeatureMetric {
  return { ...source, takes: 'features', compute: checked(source) };
}

export function generatedMetric<Options extends z.ZodObject>(
  source: MetricSource<readonly [generated: FeatureSample], Options>,
): GeneratedMetric {
  return { ...source, takes: 'generated', compute: checked(source) };
}

export function pathMetric<Options extends z.ZodObject>(
  source: MetricSource<readonly [path: PathSample], Options>,
): PathMetric {
  return { ...source, takes: 'path', compute: checked(source) };
}

/** The computation with the checks before it that all metrics share. */
function checked<Samples extends readonly (Sample | PathSample)[], Options extends z.ZodObject>(
  source: MetricSource<Samples, Options>,
) {
  // async: what is wrong with the input rejects, as everything else does.
  return async (
    samples: Samples,
    options: Readonly<Record<string, unknown>>,
    tools: MetricTools,
  ): Promise<MetricValues> => {
    const parsed = parseOptions(source, options);
    checkSamples(source, samples);
    return source.compute(samples, parsed, tools);
  };
}

/**
 * Options with their defaults filled in.
 * @throws UsageError naming the option, what it may be, and the options that there are
 */
export function parseOptions<Options extends z.ZodObject>(
  { id, options: schema }: { readonly id: string; readonly options: Options },
  options: Readonly<Record<string, unknown>>,
): z.output<Options> {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const names = Object.keys(schema.shape);
  throw new UsageError(
    `Options of ${id} cannot be used.\n${z.prettifyError(result.error)}\n` +
      (names.length > 0 ? `It has the options: ${names.join(', ')}.` : 'It has no options.'),
  );
}

import type { z } from 'zod';
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
import { type DescribedOption, describeOptions } from './describe-options.js';
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
 * @throws UsageError naming the option, what it takes, and the options that there are
 */
export function parseOptions<Options extends z.ZodObject>(
  { id, options: schema }: { readonly id: string; readonly options: Options },
  options: Readonly<Record<string, unknown>>,
): z.output<Options> {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  const known = describeOptions({ options: schema });
  const names = known.map(({ name }) => name).join(', ');
  throw new UsageError(
    result.error.issues.map((issue) => `${describeIssue(issue, id, options, known)}. `).join('') +
      (names === '' ? `${id} has no options.` : `Options of ${id}: ${names}.`),
  );
}

function describeIssue(
  issue: z.core.$ZodIssue,
  id: string,
  options: Readonly<Record<string, unknown>>,
  known: readonly DescribedOption[],
): string {
  if (issue.code === 'unrecognized_keys') return `${id} has no option '${issue.keys.join("', '")}'`;
  const name = String(issue.path[0] ?? '');
  const option = known.find((one) => one.name === name);
  if (issue.code === 'custom' || !option) return [`${id}${name && `.${name}`}`, issue.message].join(' ');
  return `${id}.${name} is ${JSON.stringify(options[name])}; expected ${option.takes}`;
}

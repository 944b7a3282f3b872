import type { ByRole } from '../../config/feature-role.js';
import type { Interval, Score } from '../../config/result.js';
import { InsufficientSamplesError } from '../../errors.js';
import { jackknifeInterval } from '../../math/jackknife.js';
import { parseOptions } from '../../metrics/define-metric.js';
import type {
  DefinedValue,
  MetricDefinition,
  MetricTools,
  MetricValues,
  ScoreDefinition,
} from '../../metrics/definition.js';
import type { FeatureSample, Sample } from '../../metrics/sample.js';

/** A metric to compute, and how. */
export interface MetricRequest {
  readonly metric: MetricDefinition;
  /** Options that differ from their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Ids of the scores wanted; undefined: all of the metric's. */
  readonly scores?: readonly string[] | undefined;
}

/** Both sides of a comparison, as one output of the extractor sees them. */
export interface SamplePair {
  /** undefined if no metric compares with it. */
  readonly real: Sample | undefined;
  readonly generated: Sample;
}

/** A score with the leave-one-group-out values that differences of scores are judged by. */
export interface ScoredValue {
  readonly score: Score;
  readonly replicates: DefinedValue['replicates'] | undefined;
}

/**
 * Computes a metric's scores from sides of a comparison. Samples that are too few make them `undefined`, with the reason;
 * what is wrong with the samples themselves is thrown.
 * @param samples - by the output that a metric reads
 * @throws InputError, UsageError as the metrics do
 */
export function scoreSamples(
  request: MetricRequest,
  samples: ByRole<SamplePair>,
  tools: MetricTools,
): Promise<ScoredValue[]> {
  return scoreMetric(request, (options) => computed(request.metric, options, samples, tools));
}

/** The scores of what a metric computes with its checked options. */
export async function scoreMetric(
  { metric, options, scores }: MetricRequest,
  compute: (options: Readonly<Record<string, unknown>>) => Promise<MetricValues>,
): Promise<ScoredValue[]> {
  const checked = parseOptions(metric, options);
  const values = await compute(checked).catch((error: unknown) => {
    if (error instanceof InsufficientSamplesError) return error;
    throw error;
  });
  const wanted = metric.scores.filter(({ id }) => scores?.includes(id) ?? true);
  return wanted.map((definition) => {
    const { id, title, direction, unit } = definition;
    const head = { id, title, metric: metric.id, direction, unit, options: checked };
    if (values instanceof InsufficientSamplesError) {
      return { score: { ...head, status: 'undefined', reason: values.message }, replicates: undefined };
    }
    const value = values[id];
    if (!value) throw new Error(`${metric.id} gives no value for its score ${id}.`);
    if (value.status === 'undefined') return { score: { ...head, ...value }, replicates: undefined };
    const { strata, pairs, outliers } = value;
    return {
      score: {
        ...head,
        status: 'ok',
        value: value.value,
        interval: intervalOf(value.value, value.replicates, definition),
        warnings: [...value.warnings],
        details: { ...value.details },
        ...(strata && { strata: strata.map((stratum) => ({ ...stratum, value: stratum.value ?? null })) }),
        ...(pairs && { pairs: [...pairs] }),
        ...(outliers && { outliers: [...outliers] }),
      },
      replicates: value.replicates,
    };
  });
}

async function computed(
  metric: MetricDefinition,
  options: Readonly<Record<string, unknown>>,
  samples: ByRole<SamplePair>,
  tools: MetricTools,
): Promise<MetricValues> {
  const pair = samples[metric.reads];
  if (!pair) throw new Error(`${metric.id} reads ${metric.reads}, which were not extracted.`);
  const { real, generated } = pair;
  switch (metric.takes) {
    case 'statistics':
      return metric.compute([sideOf(real), generated], options, tools);
    case 'features':
      return metric.compute([imagesOf(sideOf(real)), imagesOf(generated)], options, tools);
    case 'generated':
      return metric.compute([imagesOf(generated)], options, tools);
    case 'path':
      throw new Error(`${metric.id} needs a generator's latent path, not a set of images.`);
  }
}

function sideOf(sample: Sample | undefined): Sample {
  if (sample) return sample;
  throw new Error('A metric that compares was given one side.');
}

function imagesOf(sample: Sample): FeatureSample {
  if (sample.kind === 'features') return sample;
  throw new Error('A statistics file was given to a metric that needs images.');
}

/** Share of the value below which the spread of the replicates is rounding. */
const NO_SPREAD = 1e-12;

/** The 95% interval about a score; none from replicates that are all the same, which would make it a point. */
export function intervalOf(
  value: number,
  replicates: DefinedValue['replicates'],
  { bias, halves = false, range: [least, most] }: Pick<ScoreDefinition, 'bias' | 'halves' | 'range'>,
): Interval {
  if (!(replicates instanceof Float64Array)) return { status: 'undefined', reason: replicates.reason };
  const { estimate, low, high, standardError } = jackknifeInterval(value, replicates, {
    correctBias: bias === 'corrected',
  });
  if (standardError <= NO_SPREAD * Math.abs(value)) {
    return {
      status: 'undefined',
      reason:
        'the value is the same whichever group of images is left out, which does not tell how much it varies',
    };
  }
  if (high < least) {
    return {
      status: 'undefined',
      reason: `freed of its bias the score would lie below ${least} by more than chance explains; the sets cannot be told apart`,
    };
  }
  const clip = (bound: number) => Math.min(Math.max(bound, least), most);
  return {
    status: 'ok',
    level: 0.95,
    low: clip(low),
    high: clip(high),
    estimate,
    standardError,
    method: `${halves ? 'balanced halves' : 'delete-group jackknife'}, ${replicates.length} groups`,
    about: bias === 'kept' ? 'these counts' : 'population',
  };
}

import { didYouMean } from '../../config/did-you-mean.js';
import { UsageError } from '../../errors.js';
import { parseOptions } from '../../metrics/define-metric.js';
import type { MetricDefinition } from '../../metrics/definition.js';
import { metrics } from '../../metrics/registry.js';
import { readSettings } from '../read-settings.js';
import type { MetricRequest } from './score-samples.js';

/** What is computed if nothing is asked for: overall quality twice, with and without its bias, then fidelity and diversity apart. */
export const DEFAULT_METRICS: readonly string[] = ['fid', 'kid', 'precision-recall', 'density-coverage'];

/** Names for several metrics. */
const groups: Readonly<Record<string, readonly string[]>> = {
  default: DEFAULT_METRICS,
  prdc: ['precision-recall', 'density-coverage'],
};

const ALL = 'all';

/**
 * Turns names and settings, as they are typed, into what is to be computed.
 * @param names - ids of metrics or of single scores, `prdc`, `default` or `all`
 * @param settings - such as `kid.estimator=subsets`
 * @throws UsageError for an unknown name, an option that its metric does not have, a value that it does not take, or an
 *   option of a metric that is not asked for
 */
export function chooseMetrics(
  names: readonly string[],
  settings: readonly string[] = [],
  registry: readonly MetricDefinition[] = metrics,
): MetricRequest[] {
  if (names.length === 0) {
    throw new UsageError(
      `No metric is named. Expected one or more of ${registry.map(({ id }) => id).join(', ')}, prdc, ${ALL}.`,
    );
  }
  const options = readSettings(settings, registry, 'kid.estimator=subsets');
  const wanted = new Map<MetricDefinition, readonly string[] | undefined>();
  for (const { metric, scores } of names.flatMap((name) => resolve(name, registry))) {
    const earlier = wanted.has(metric) ? wanted.get(metric) : [];
    wanted.set(metric, earlier && scores && [...earlier, ...scores]);
  }
  for (const [id] of options) {
    if ([...wanted.keys()].some((metric) => metric.id === id)) continue;
    throw new UsageError(`--set ${id}...: ${id} is not among the metrics asked for. Add it to --metrics.`);
  }
  return Array.from(wanted, ([metric, scores]) => ({
    metric,
    options: parseOptions(metric, options.get(metric.id) ?? {}),
    scores,
  }));
}

/** Whether names ask for all that can be computed, of every metric or of the default, rather than for certain ones. */
export function asksForAll(names: readonly string[]): boolean {
  return names.includes(ALL) || names.includes('default');
}

function resolve(
  name: string,
  registry: readonly MetricDefinition[],
): Pick<MetricRequest, 'metric' | 'scores'>[] {
  if (name === ALL) return registry.map((metric) => ({ metric }));
  const group = groups[name] ?? [name];
  const whole = registry.filter(({ id }) => group.includes(id));
  if (whole.length > 0) return whole.map((metric) => ({ metric }));
  const metric = registry.find(({ scores }) => scores.some(({ id }) => id === name));
  if (metric) return [{ metric, scores: [name] }];
  const ids = registry.map(({ id }) => id);
  const scores = registry.flatMap((each) => each.scores.map(({ id }) => id));
  throw new UsageError(
    `Unknown metric '${name}'.${didYouMean(name, [...ids, ...scores, ...Object.keys(groups), ALL])} ` +
      `Metrics: ${[...ids, 'prdc', ALL].join(', ')}; gan-eval metrics list explains them.`,
  );
}

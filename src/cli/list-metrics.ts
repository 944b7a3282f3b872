import { z } from 'zod';
import { describeOptions } from '../metrics/describe-options.js';
import type { MetricDefinition } from '../metrics/definition.js';
import { describeNeeds, describeOutput, describeRange, describeSamples } from './describe-metric.js';

/** All metrics for people at a terminal. */
export function listMetrics(metrics: readonly MetricDefinition[]): string {
  return metrics.map(describe).join('\n');
}

function describe(metric: MetricDefinition): string {
  const { id, title, summary, scores, source, reads } = metric;
  const width = Math.max(...scores.map((score) => score.id.length));
  const options = describeOptions(metric);
  return [
    `${id}: ${title}`,
    `  ${summary}`,
    ...scores.map(
      (score) =>
        `  ${score.direction === 'lower' ? '↓' : '↑'} ${score.id.padEnd(width)}  ${score.summary} (${describeRange(score.range)})`,
    ),
    `  takes    ${describeNeeds(metric).replaceAll('`', '')}`,
    `  reads    ${describeOutput[reads].replaceAll('`', '')}`,
    `  images   ${describeSamples(metric)}`,
    ...options.map(
      (option, i) =>
        `  ${i === 0 ? 'options' : '       '}  ${option.name}=${option.default}  ${option.description} (${option.takes})`,
    ),
    `  source   ${source}`,
    '',
  ].join('\n');
}

/** All metrics for programs. Infinite ends of a range are null, which is all that JSON has for them. */
export function metricsAsJson(metrics: readonly MetricDefinition[]): object[] {
  return metrics.map(({ options, scores, ...metric }) => ({
    ...metric,
    scores,
    options: z.toJSONSchema(options, { io: 'input' }),
  }));
}

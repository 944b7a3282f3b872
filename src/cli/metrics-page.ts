import { type DescribedOption, describeOptions } from '../metrics/describe-options.js';
import type { MetricDefinition, ScoreDefinition } from '../metrics/definition.js';
import { describeNeeds, describeOutput, describeRange, describeSamples } from './describe-metric.js';
import { markdownTable } from './markdown-table.js';
import { chooseMetric, metricsIntroduction, readScores } from './metrics-introduction.js';

/** The reference page docs/metrics.md: what is written by hand, then every metric from its definition. */
export function metricsPage(metrics: readonly MetricDefinition[]): string {
  const sections = [
    metricsIntroduction,
    '## Which metric for which question',
    chooseMetric(metrics, linkTo),
    '## All scores',
    overview(metrics),
    readScores,
    ...metrics.map(section),
  ];
  return `${sections.join('\n\n')}\n`;
}

function overview(metrics: readonly MetricDefinition[]): string {
  return markdownTable(
    ['score', '`--metrics`', 'better', 'range', 'images a side: least', 'published with'],
    metrics.flatMap((metric) =>
      metric.scores.map((score) => [
        linkTo(metric, score.title),
        `\`${score.id}\``,
        arrow(score),
        describeRange(score.range),
        metric.minimumSamples.toLocaleString('en'),
        metric.recommendedSamples.toLocaleString('en'),
      ]),
    ),
  );
}

function section(metric: MetricDefinition): string {
  const { id, title, summary, scores, takes, reads, shuffles, source } = metric;
  const options = describeOptions(metric);
  return [
    `## ${title}`,
    summary,
    scores.map(describeScore).join('\n'),
    `\`${takes === 'path' ? `gan-eval ${id} GENERATOR` : `--metrics ${id}`}\` takes ${describeNeeds(metric)}, and reads ${describeOutput[reads]}. ` +
      `Images: ${describeSamples(metric)}.` +
      (shuffles ? ' It chooses among them by a seed, so their order matters.' : ''),
    ...(options.length > 0 ? [`Options:\n\n${options.map(describeOption(id)).join('\n')}`] : []),
    `Source: ${linkArxiv(source)}`,
  ].join('\n\n');
}

function describeScore({ id, direction, range, summary, ofItself, bias }: ScoreDefinition): string {
  return [
    `- **\`${id}\`** (${direction} is better; ${describeRange(range)}): ${summary}`,
    ...(ofItself === undefined ? [] : [`A set against itself gets ${ofItself}.`]),
    `Its interval is about ${bias === 'kept' ? 'other sets of these counts' : 'infinitely many images'}.`,
  ].join(' ');
}

function describeOption(id: string) {
  return ({ name, takes, default: preset, description }: DescribedOption): string =>
    `- \`--set ${id}.${name}=${preset}\` (${takes}): ${description}`;
}

function arrow({ direction }: ScoreDefinition): string {
  return direction === 'lower' ? '↓ lower' : '↑ higher';
}

/** A link to a metric's section, by the anchor that GitHub gives its heading. */
function linkTo({ title }: MetricDefinition, text = title): string {
  const anchor = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
  return `[${text}](#${anchor})`;
}

function linkArxiv(source: string): string {
  return source.replace(/arXiv:(\d{4}\.\d{4,5})/g, '[arXiv:$1](https://arxiv.org/abs/$1)');
}

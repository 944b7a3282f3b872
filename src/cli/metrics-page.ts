import type { MetricDefinition, ScoreDefinition } from '../metrics/definition.js';
import {
  describeNeeds,
  describeOptions,
  describeOutput,
  describeRange,
  describeSamples,
} from './describe-metric.js';
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
  const { id, title, summary, scores, reads, shuffles, source } = metric;
  const options = describeOptions(metric);
  return [
    `## ${title}`,
    summary,
    markdownTable(
      ['score', 'what it says', 'better', 'range', 'a set against itself', 'its interval is about'],
      scores.map((score) => [
        `\`${score.id}\``,
        score.summary,
        arrow(score),
        describeRange(score.range),
        score.ofItself === undefined ? '' : String(score.ofItself),
        score.bias === 'kept' ? 'other sets of these counts' : 'infinitely many images',
      ]),
    ),
    [
      `- Ask for it with \`--metrics ${id}\`. It takes ${describeNeeds(metric)}, and reads ${describeOutput[reads]}.`,
      `- Images: ${describeSamples(metric)}.`,
      ...(shuffles ? ['- It chooses among the images by a seed, so their order matters.'] : []),
      `- Source: ${linkArxiv(source)}`,
    ].join('\n'),
    ...(options.length === 0
      ? []
      : [
          markdownTable(
            ['option', 'default', 'takes', 'what it does'],
            options.map((option) => [
              `\`${id}.${option.name}\``,
              `\`${option.default}\``,
              option.takes,
              option.description,
            ]),
          ),
        ]),
  ].join('\n\n');
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

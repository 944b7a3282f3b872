import type { ChangedSamples, ComparedScore, RunComparison } from '../config/run-comparison.js';
import type { Plot } from './charts/plot.js';
import { formatDifference, formatStep, formatTitle } from './format-difference.js';
import { formatScore } from './format-score.js';
import { estimateCell, groupedReasons, list, table } from './markdown/markdown-parts.js';
import { markdownText } from './markdown-text.js';

type Runs = RunComparison['runs'];

/**
 * Runs held against one another, in GitHub's Markdown: what moved, trends, every score, and the samples that changed most.
 * @param trends - plots with the place of their pictures, relative to the report
 */
export function renderComparisonMarkdown(
  { runs, scores, samples }: RunComparison,
  trends: readonly { readonly plot: Plot; readonly path: string }[],
): string {
  return [
    `# ${runs.map(({ label }) => markdownText(label)).join(', ')}`,
    '',
    ...table(
      ['run', 'made', 'title', 'result'],
      ['left', 'left', 'left', 'left'],
      runs.map((run) => [run.label, run.createdAt, run.title, run.location].map(markdownText)),
    ),
    '## What moved',
    '',
    ...moved(scores, runs),
    ...list(groupedReasons(scores.flatMap((score) => doubts(score, runs)))),
    ...(trends.length > 0 ? ['## Trends', ''] : []),
    ...trends.flatMap(({ plot, path }) => [
      `![${markdownText(`${plot.title}: ${plot.description}`)}](${encodeURI(path)})`,
      '',
      markdownText(plot.caption),
      '',
    ]),
    '## Scores',
    '',
    ...table(
      ['generator', 'score', ...runs.map(({ label }) => markdownText(label))],
      ['left', 'left', ...runs.map(() => 'right' as const)],
      scores.map((score) => [
        markdownText(score.generator),
        markdownText(formatTitle(score)),
        ...score.values.map((value) => estimateCell(value ?? undefined)),
      ]),
    ),
    'In brackets the 95% intervals; ↓ lower is better, ↑ higher is better.',
    '',
    ...samples.flatMap((changed) => changedTable(changed, runs)),
  ].join('\n');
}

function moved(scores: readonly ComparedScore[], runs: Runs): string[] {
  const rows = scores.flatMap((score) =>
    score.changes.flatMap((change) =>
      change.status === 'ok' && (change.moved === 'better' || change.moved === 'worse')
        ? [
            [
              markdownText(formatStep(change, runs)),
              markdownText(score.generator),
              markdownText(formatTitle(score)),
              formatDifference(change.value, change.interval),
              change.moved,
            ],
          ]
        : [],
    ),
  );
  return [
    ...(rows.length === 0 ? ['Nothing moved beyond its 95% interval.', ''] : []),
    ...table(['', 'generator', 'score', 'difference', ''], ['left', 'left', 'left', 'right', 'left'], rows),
    'Intervals take the runs to err independently: where they share real images and seeds, they are wider than need be.',
    '',
  ];
}

/** Why there is no difference, or no interval of one. */
function doubts({ generator, title, changes }: ComparedScore, runs: Runs): (readonly [string, string])[] {
  return changes.flatMap((change) => {
    const about = `${title} of ${generator}, ${formatStep(change, runs)}`;
    if (change.status === 'undefined') return [[about, change.reason] as const];
    if (change.status === 'incomparable')
      return [[about, `do not compare: ${change.differing.join('; ')}`] as const];
    return change.moved === 'unknown' ? [[about, 'no interval of the difference'] as const] : [];
  });
}

function changedTable(changed: ChangedSamples, runs: Runs): string[] {
  if (changed.status !== 'ok' || changed.most.length === 0) return [];
  const { generator, score, compared, better, worse, most, from, to } = changed;
  return [
    `## Samples of ${markdownText(generator)} by ${markdownText(score.title)}, ${markdownText(formatStep(changed, runs))}`,
    '',
    `Of ${compared} samples of the same condition and seed, ${better} are better and ${worse} worse. Those that changed most:`,
    '',
    ...table(
      ['condition', markdownText(runs[from]!.label), markdownText(runs[to]!.label), 'images'],
      ['left', 'right', 'right', 'left'],
      most.map(({ condition, before, after, images }) => [
        markdownText(condition),
        formatScore(before),
        formatScore(after),
        markdownText(`${images.before}, ${images.after}`),
      ]),
    ),
  ];
}

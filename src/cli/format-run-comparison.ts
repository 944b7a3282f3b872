import type { ControlEstimate } from '../config/estimate.js';
import type { ChangedSamples, ComparedScore, RunComparison } from '../config/run-comparison.js';
import { formatDifference, formatStep, formatTitle } from '../reports/format-difference.js';
import { formatInterval, formatScore } from '../reports/format-score.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

const SAMPLES_SHOWN = 5;

type Runs = RunComparison['runs'];

/** Runs held against one another, for people: what moved, what does not compare, all scores, and the samples that changed most. */
export function formatRunComparison({ runs, scores, samples }: RunComparison): string {
  const head = runs.map(({ label, createdAt, title, location }) => [
    label,
    createdAt.slice(0, 10),
    title,
    location,
  ]);
  const lines = [
    ...formatTable(head, ['left', 'left', 'left', 'left']),
    '',
    ...movedLines(scores, runs),
    ...incomparableLines(scores, runs),
    '',
    ...scoreTable(scores, runs),
    '',
    '  ↓ lower is better, ↑ higher is better; in brackets the 95% intervals',
    ...samples.flatMap((changed) => sampleLines(changed, runs)),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function movedLines(scores: readonly ComparedScore[], runs: Runs): string[] {
  const changes = scores.flatMap((score) => score.changes.map((change) => ({ score, change })));
  const rows = changes.flatMap(({ score, change }) =>
    change.status === 'ok' && (change.moved === 'better' || change.moved === 'worse')
      ? [
          [
            formatStep(change, runs),
            score.generator,
            formatTitle(score),
            formatDifference(change.value, change.interval),
            change.moved,
          ],
        ]
      : [],
  );
  const told = changes.filter(({ change }) => change.status === 'ok' && change.moved !== 'unknown').length;
  const unknown = changes.filter(({ change }) => change.status === 'ok' && change.moved === 'unknown').length;
  return [
    rows.length === 0
      ? `Of ${told} differences none is beyond its 95% interval.`
      : `Of ${told} differences ${rows.length} are beyond their 95% interval; by chance about ${Math.ceil(told / 20)} would be:`,
    ...formatTable(rows, ['left', 'left', 'left', 'left', 'left']).map((line) => `  ${line}`),
    '  Intervals take the runs to err independently. Where they share real images and seeds they are wider than need be.',
    ...(unknown > 0 ? [`  ${unknown} differences have no interval, as one of the two scores has none.`] : []),
  ];
}

/** What keeps numbers from being compared, each thing once. */
function incomparableLines(scores: readonly ComparedScore[], runs: Runs): string[] {
  const about = new Map<string, Set<string>>();
  for (const { generator, title, changes } of scores) {
    for (const change of changes) {
      if (change.status !== 'incomparable') continue;
      for (const reason of change.differing) {
        const text = `${formatStep(change, runs)}, ${generator}: ${reason}`;
        about.set(text, (about.get(text) ?? new Set()).add(title));
      }
    }
  }
  if (about.size === 0) return [];
  return [
    'WARNING: scores that do not compare (“here” is the later run, “the baseline” the earlier):',
    ...Array.from(about, ([text, titles]) => `  ${text} (${titles.size} scores)`),
  ];
}

function scoreTable(scores: readonly ComparedScore[], runs: Runs): string[] {
  const rows = scores.map((score) => [score.generator, formatTitle(score), ...score.values.map(valueCell)]);
  return formatTable(
    [['', '', ...runs.map(({ label }) => label)], ...rows],
    ['left', 'left', ...runs.map(() => 'left' as const)],
  );
}

function sampleLines(changed: ChangedSamples, runs: Runs): string[] {
  const head = `${changed.generator}, ${formatStep(changed, runs)}`;
  if (changed.status === 'undefined') return ['', `Samples of ${head} are not compared: ${changed.reason}.`];
  if (changed.status === 'incomparable')
    return ['', `Samples of ${head} do not compare: ${changed.differing.join('; ')}.`];
  const { score, compared, better, worse, most } = changed;
  const rows = most
    .slice(0, SAMPLES_SHOWN)
    .map(({ condition, before, after, images }) => [
      condition,
      formatScore(before),
      formatScore(after),
      images.before,
      images.after,
    ]);
  return [
    '',
    `Samples by ${score.title}, ${head}: of ${compared}, ${better} are better and ${worse} worse${most.length > 0 ? '; those that changed most:' : '.'}`,
    ...(rows.length === 0
      ? []
      : formatTable(
          [['condition', runs[changed.from]!.label, runs[changed.to]!.label, '', ''], ...rows],
          ['left', 'right', 'right', 'left', 'left'],
        ).map((line) => `  ${line}`)),
  ];
}

function valueCell(value: ControlEstimate | null): string {
  if (value === null) return '-';
  if (value.status === 'undefined') return 'undefined';
  const { interval } = value;
  return interval.status === 'ok'
    ? `${formatScore(value.value)} (${formatInterval(interval.low, interval.high)})`
    : formatScore(value.value);
}

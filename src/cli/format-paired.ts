import type { Difference, PairedComparison } from '../config/paired-result.js';
import type { Score } from '../config/result.js';
import { describeSide, formatValue } from './format-comparison.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

/** Two generators for people: a line a score with both values, their difference and who is better; then what to beware of. */
export function formatPaired({ candidate, baseline, paired, differences }: PairedComparison): string {
  const header = ['', 'candidate', 'baseline', 'difference', '95% interval of it', 'better'];
  const rows = differences.map((difference) => [
    `${difference.title} ${difference.direction === 'lower' ? '↓' : '↑'}`,
    valueOf(candidate.scores, difference.id),
    valueOf(baseline.scores, difference.id),
    ...differenceCells(difference),
  ]);
  const warnings = [candidate, baseline].flatMap(({ scores }) =>
    scores.flatMap((score) => (score.status === 'ok' ? score.warnings : [])),
  );
  const lines = [
    ...formatTable([header, ...rows], ['left', 'right', 'right', 'right', 'left', 'left']),
    '',
    '  ↓ lower is better, ↑ higher is better; difference: candidate less baseline',
    paired
      ? '  both sets have the same image ids: the intervals are those of pairs'
      : '  the sets have different image ids: the intervals are those of independent samples (samples of the same seeds, under the same names, would make them narrower)',
    ...reasons(differences),
    '',
    ...(candidate.real ? [`  real       ${describeSide(candidate.real)}`] : []),
    `  candidate  ${describeSide(candidate.generated)}`,
    `  baseline   ${describeSide(baseline.generated)}`,
    '',
    candidate.provenance.comparability,
    ...Array.from(new Set(warnings), (warning) => `warning: ${warning}`),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function valueOf(scores: readonly Score[], id: string): string {
  const score = scores.find((candidate) => candidate.id === id);
  return score?.status === 'ok' ? formatValue(score.value) : '-';
}

function differenceCells(difference: Difference): readonly [string, string, string] {
  if (difference.status === 'undefined') return ['-', 'undefined', ''];
  const { value, interval, better } = difference;
  return [
    formatValue(value),
    interval.status === 'ok' ? `${formatValue(interval.low)} to ${formatValue(interval.high)}` : 'none',
    better,
  ];
}

/** Each reason once, with the scores that it is about. */
function reasons(differences: readonly Difference[]): string[] {
  const titles = new Map<string, string[]>();
  const note = (reason: string, title: string) => titles.set(reason, [...(titles.get(reason) ?? []), title]);
  for (const difference of differences) {
    if (difference.status === 'undefined') note(difference.reason, difference.title);
    else if (difference.interval.status === 'undefined') note(difference.interval.reason, difference.title);
  }
  return Array.from(titles, ([reason, of]) => `  ${of.join(', ')}: ${reason}`);
}

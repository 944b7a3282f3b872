import type { ControlEstimate } from '../config/estimate.js';
import { baselineChanges, type BaselineChange } from '../gate/baseline-changes.js';
import type { AcceptedBaseline } from '../suite/results/accept-baseline.js';
import type { ReadResult } from '../suite/results/read-measured-run.js';
import { formatValue } from './format-comparison.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

/** What was accepted, and what became of each score. */
export function formatAccepted({ result, failed, changes }: AcceptedBaseline, out: string): string {
  return text([
    `${out} is now the result of ${result.createdAt}: ${result.title}`,
    ...(failed.length > 0 ? [`It failed ${failed.length} of its gates: ${failed.join('; ')}`] : []),
    '',
    ...('reason' in changes
      ? [`It is not compared with one before it: ${changes.reason}`]
      : changeTable(changes)),
  ]);
}

/** What a baseline is, and its scores. */
export function formatBaseline({ title, createdAt, location, sha256, measured }: ReadResult): string {
  const nothing = { points: [], costs: [], tradeoffs: [] };
  const rows = baselineChanges(nothing, measured).map(({ subject, after }) => [subject, withInterval(after)]);
  return text([
    `${location}: ${title}`,
    `of ${createdAt}, sha256 ${sha256}`,
    '',
    ...formatTable(rows, ['left', 'left']),
  ]);
}

function changeTable(changes: readonly BaselineChange[]): string[] {
  const moved = changes.filter(({ before, after }) => withInterval(before) !== withInterval(after));
  const same = changes.length - moved.length;
  const rows = moved.map(({ subject, before, after, differing }) => [
    subject,
    withInterval(before),
    withInterval(after),
    differing.length > 0 ? 'does not compare: see below' : '',
  ]);
  if (moved.length === 0) return [`All ${same} scores are the same as before.`];
  const reasons = new Set(moved.flatMap(({ differing }) => differing));
  return [
    ...formatTable([['', 'before', 'now', ''], ...rows], ['left', 'left', 'left', 'left']),
    ...(same > 0 ? [`${same} other scores are the same`] : []),
    ...[...reasons].map((reason) => `does not compare: ${reason}`),
  ];
}

function withInterval(estimate: ControlEstimate | null): string {
  if (estimate === null) return '-';
  if (estimate.status === 'undefined') return 'undefined';
  const { value, interval } = estimate;
  return interval.status === 'ok'
    ? `${formatValue(value)} (${formatValue(interval.low)} to ${formatValue(interval.high)})`
    : formatValue(value);
}

const text = (lines: readonly string[]): string => `${lines.map(printable).join('\n')}\n`;

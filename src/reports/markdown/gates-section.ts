import type { GateCheck, GateOutcome, GateResult } from '../../config/gate-result.js';
import type { RunResult } from '../../config/run-result.js';
import { formatInterval, formatScore } from '../format-score.js';
import { gateMarks } from '../gate-marks.js';
import { markdownText } from '../markdown-text.js';
import { table } from './markdown-parts.js';

/** The verdict in a sentence, then every gate with all that it was held against. */
export function gatesSection({ gates }: Pick<RunResult, 'gates'>): string[] {
  if (gates.length === 0) return ['No gates were set.', ''];
  return [
    `**${verdict(gates)}**`,
    '',
    ...table(
      ['', 'gate', 'score', 'observed', 'limit', 'margin', 'why'],
      ['left', 'left', 'left', 'right', 'right', 'right', 'left'],
      gates.flatMap(rowsOf),
    ),
  ];
}

function verdict(gates: readonly GateResult[]): string {
  const outcomes: readonly GateOutcome[] = ['fail', 'no baseline', 'inconclusive', 'pass'];
  const words: Readonly<Record<GateOutcome, string>> = {
    fail: 'failed',
    'no baseline': 'without a baseline',
    inconclusive: 'inconclusive',
    pass: 'passed',
  };
  const counts = outcomes.flatMap((outcome) => {
    const count = gates.filter((gate) => gate.outcome === outcome).length;
    return count > 0 ? [`${count} ${words[outcome]}`] : [];
  });
  return `Of ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'}: ${counts.join(', ')}`;
}

function rowsOf({ gate, name, outcome, reason, checks }: GateResult): string[][] {
  const label = markdownText(name ?? gate);
  if (checks.length === 0) {
    return [[gateMarks[outcome], label, '', '', '', '', markdownText(reason ?? '')]];
  }
  return checks.map((check) => [
    gateMarks[check.outcome],
    label,
    markdownText(check.subject),
    observed(check),
    check.limit === null ? '' : formatScore(check.limit),
    check.margin === null ? '' : formatScore(check.margin),
    markdownText(check.reason),
  ]);
}

function observed({ observed: value, interval }: GateCheck): string {
  if (value === null) return '–';
  return interval
    ? `${formatScore(value)} (${formatInterval(interval.low, interval.high)})`
    : formatScore(value);
}

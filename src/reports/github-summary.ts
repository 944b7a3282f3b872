import type { GateCheck, GateOutcome, GateResult } from '../config/gate-result.js';
import { formatScore } from './format-score.js';
import type { GateReport } from './gate-report.js';
import { gateMarks } from './gate-marks.js';
import { markdownText } from './markdown-text.js';

/** GitHub takes a megabyte of summary. */
const MOST_ROWS = 500;

const worstFirst: readonly GateOutcome[] = ['fail', 'no baseline', 'inconclusive', 'pass'];

/** Gates as a table in Markdown, for a job's summary on GitHub: a row a check, the worst first. */
export function renderGithubSummary({ title, gates }: GateReport): string {
  const rows = gates
    .flatMap((gate) => checksOf(gate).map((check) => ({ gate, check })))
    .toSorted((a, b) => worstFirst.indexOf(a.check.outcome) - worstFirst.indexOf(b.check.outcome));
  const passed = gates.filter(({ outcome }) => outcome === 'pass').length;
  const more = rows.length - MOST_ROWS;
  return [
    `## ${markdownText(title)}: ${passed} of ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'} passed`,
    '',
    '| | gate | score | observed | limit | why |',
    '| - | - | - | -: | -: | - |',
    ...rows.slice(0, MOST_ROWS).map(({ gate, check }) => row(gate, check)),
    ...(more > 0 ? ['', `and ${more} more, which are in the result`] : []),
    '',
  ].join('\n');
}

type Row = Pick<GateCheck, 'subject' | 'outcome' | 'observed' | 'limit' | 'reason'>;

function checksOf({ gate, outcome, checks, reason }: GateResult): readonly Row[] {
  const nothing = { subject: gate, outcome, observed: null, limit: null, reason: reason ?? '' };
  return checks.length > 0 ? checks : [nothing];
}

function row({ gate, name }: GateResult, { subject, outcome, observed, limit, reason }: Row): string {
  const seen = observed === null ? '' : formatScore(observed);
  const cells = [name ?? gate, subject, seen, String(limit ?? ''), reason].map(markdownText);
  return `| ${[gateMarks[outcome], ...cells].join(' | ')} |`;
}

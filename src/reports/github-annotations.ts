import type { GateOutcome, GateResult } from '../config/gate-result.js';
import { DIRECTION_OVERRIDES } from '../config/direction-overrides.js';
import type { GateReport } from './gate-report.js';

/** Checks that one annotation tells of. */
const MOST_CHECKS = 3;

const commands: Readonly<Record<Exclude<GateOutcome, 'pass'>, 'error' | 'warning'>> = {
  fail: 'error',
  inconclusive: 'warning',
  'no baseline': 'error',
};

/** Workflow commands by which GitHub shows gates that did not pass beside the run: a line a gate. Empty if all passed. */
export function renderGithubAnnotations({ gates }: Pick<GateReport, 'gates'>): string {
  return gates
    .flatMap((gate) => {
      const { outcome } = gate;
      if (outcome === 'pass') return [];
      const title = property(`${outcome}: ${gate.name ?? gate.gate}`);
      return [`::${commands[outcome]} title=${title}::${message(whyNot(gate))}\n`];
    })
    .join('');
}

function whyNot({ outcome, checks, reason }: GateResult): string {
  const worst = checks.filter((check) => check.outcome === outcome);
  const lines = worst.slice(0, MOST_CHECKS).map(({ subject, reason: why }) => `${subject}: ${why}`);
  const more = worst.length > MOST_CHECKS ? [`and ${worst.length - MOST_CHECKS} more`] : [];
  return [...(reason === null ? [] : [reason]), ...lines, ...more].join('\n');
}

const codes: Readonly<Record<string, string>> = {
  '%': '%25',
  '\r': '%0D',
  '\n': '%0A',
  ':': '%3A',
  ',': '%2C',
};

/** A line break would end the command, and begin whatever stands behind it. */
function message(text: string): string {
  return visible(text).replace(/[%\r\n]/g, (character) => codes[character]!);
}

function property(text: string): string {
  return visible(text).replace(/[%\r\n:,]/g, (character) => codes[character]!);
}

const UNSHOWN = new RegExp(`(?![\\n\\r])[\\p{Cc}\\p{Cs}${DIRECTION_OVERRIDES}]`, 'gu');

/** What a log would obey, and is no line break, becomes U+FFFD. */
function visible(text: string): string {
  return text.replace(UNSHOWN, '\ufffd');
}

import type { GateOutcome, GateResult } from '../config/gate-result.js';
import { formatTable } from './format-table.js';
import { printable } from './printable.js';

const words: Readonly<Record<GateOutcome, string>> = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'inconclusive',
  'no baseline': 'no baseline',
};

/** Gates for people: a line a check with what was seen, and why. */
export function formatGates(gates: readonly GateResult[]): string {
  const passed = gates.filter(({ outcome }) => outcome === 'pass').length;
  const lines = [...gateTable(gates), '', `${passed} of ${gates.length} gates passed`];
  return `${lines.map(printable).join('\n')}\n`;
}

/** A line a gate; where it is held against more or otherwise named numbers than it says itself, a line for each below it. */
export function gateTable(gates: readonly GateResult[]): string[] {
  const rows = gates.flatMap(({ gate, name, outcome, checks, reason }) => {
    const head = [words[outcome], name === null ? gate : `${name} (${gate})`];
    const [only] = checks;
    return checks.length === 1 && only
      ? [[...head, only.subject === gate ? only.reason : `${only.subject}: ${only.reason}`]]
      : [
          [...head, reason ?? ''],
          ...checks.map((check) => [words[check.outcome], `  ${check.subject}`, check.reason]),
        ];
  });
  return formatTable(rows, ['left', 'left', 'left']);
}

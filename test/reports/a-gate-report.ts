import type { GateCheck, GateOutcome, GateResult } from '../../src/config/gate-result.js';

/** Texts by which a name might become something else where it is shown. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"/><failure message="x',
  "' onerror='x",
  ']]> & &amp; <![CDATA[',
  'a | b | c',
  '`code` **bold** _it_ ~~gone~~ [link](http://x) ![i](y) @someone #12 $x$ https://example.org',
  'two\nlines\r\nand a\ttab',
  '\n::error title=forged::message',
  '\n| forged | row |',
  '%0A::error::x, y: z',
  'nul \u0000, escape \u001b[2J, bell \u0007, next line \u0085, half \ud800, no character \uffff',
  'right to left \u202e gpj',
];

export function aCheck(outcome: GateOutcome, more: Partial<GateCheck> = {}): GateCheck {
  return {
    ...{ subject: 'conditional.fid', outcome, observed: 16, interval: { low: 15, high: 17 }, limit: 18 },
    ...{ margin: 2, samplesToSettle: null, reason: `because of ${outcome}` },
    ...more,
  };
}

export function aGateResult(outcome: GateOutcome, more: Partial<GateResult> = {}): GateResult {
  const checks = [aCheck(outcome)];
  return { gate: `gate of ${outcome}`, name: null, outcome, checks, reason: null, ...more };
}

/** Everything that is text, hostile. */
export function aHostileReport() {
  return {
    title: HOSTILE.join(' '),
    gates: HOSTILE.flatMap((text) => [
      aGateResult('fail', { gate: text, checks: [aCheck('fail', { subject: text, reason: text })] }),
      aGateResult('fail', { gate: 'x', name: text, checks: [], reason: text }),
      aGateResult('pass', { gate: text, checks: [aCheck('pass', { subject: text, reason: text })] }),
    ]),
  };
}

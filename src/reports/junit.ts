import type { GateCheck, GateOutcome, GateResult } from '../config/gate-result.js';
import { DIRECTION_OVERRIDES } from '../config/direction-overrides.js';
import type { GateReport } from './gate-report.js';

/** What becomes of an outcome that is no pass. What decides nothing does not let a build pass. */
const elements: Readonly<Record<Exclude<GateOutcome, 'pass'>, 'failure' | 'error'>> = {
  fail: 'failure',
  inconclusive: 'failure',
  'no baseline': 'error',
};

interface Case {
  readonly gate: string;
  readonly subject: string;
  readonly outcome: GateOutcome;
  readonly reason: string;
}

/** Gates as JUnit XML, a test case a check. `inconclusive` is a failure of this type, `no baseline` an error. */
export function renderJunit({ title, gates }: GateReport): string {
  const cases = gates.flatMap(casesOf);
  const count = (element: string): number =>
    cases.filter(({ outcome }) => outcome !== 'pass' && elements[outcome] === element).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gan-eval" ${counts}>`,
    `  <testsuite name="${attribute(title)}" ${counts} skipped="0">`,
    ...cases.map((each) => `    ${testCase(each)}`),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf({ gate, name, outcome, checks, reason }: GateResult): Case[] {
  const shown = name ?? gate;
  return checks.length === 0
    ? [{ gate: shown, subject: gate, outcome, reason: reason ?? outcome }]
    : checks.map((check: GateCheck) => ({ ...check, gate: shown }));
}

function testCase({ gate, subject, outcome, reason }: Case): string {
  const head = `<testcase classname="${attribute(gate)}" name="${attribute(subject)}"`;
  if (outcome === 'pass') return `${head}/>`;
  const message = attribute(reason);
  const element = elements[outcome];
  return `${head}><${element} type="${outcome}" message="${message}">${message}</${element}></testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const UNSHOWN = new RegExp(`(?![\\t\\n\\r])[\\p{Cc}\\p{Cs}\\ufffe\\uffff${DIRECTION_OVERRIDES}]`, 'gu');

/**
 * Text for an attribute or an element. What XML cannot hold at all, halves of surrogate pairs included, and what whoever shows it would
 * obey becomes U+FFFD.
 */
function attribute(text: string): string {
  return text.replace(UNSHOWN, '\ufffd').replace(/[&<>"\t\n\r]/g, (character) => entities[character]!);
}

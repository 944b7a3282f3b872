import type { GateOutcome } from '../../config/gate-result.js';
import { html, type Html } from '../html.js';

const marks: Readonly<
  Record<GateOutcome, { readonly name: string; readonly sign: string; readonly word: string }>
> = {
  pass: { name: 'pass', sign: '✓', word: 'passed' },
  fail: { name: 'fail', sign: '✕', word: 'failed' },
  inconclusive: { name: 'inconclusive', sign: '?', word: 'inconclusive' },
  'no baseline': { name: 'no-baseline', sign: '∅', word: 'no baseline' },
};

/** Outcomes, that which needs attention most first. */
export const severity: readonly GateOutcome[] = ['no baseline', 'fail', 'inconclusive', 'pass'];

/** The outcome of a gate as a word with a sign of its own, so that colour is not all that tells it. */
export function outcomeMark(outcome: GateOutcome): Html {
  const { name, sign, word } = marks[outcome];
  return html`<span class="outcome ${name}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

export const outcomeWord = (outcome: GateOutcome): string => marks[outcome].word;

/** What so many gates did. */
export function outcomeVerb(outcome: GateOutcome, count: number): string {
  if (outcome === 'inconclusive') return count === 1 ? 'is inconclusive' : 'are inconclusive';
  if (outcome === 'no baseline') return count === 1 ? 'has no baseline' : 'have no baseline';
  return outcomeWord(outcome);
}

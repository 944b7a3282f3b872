import type { Uncertain } from '../math/square-and-add.js';
import type { Operator } from './gate.js';

/** Whether a number keeps a limit. */
export function keeps(value: number, operator: Operator, limit: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}

/** The end of an interval that is the first to break a limit. */
export function worseEnd(operator: Operator): 'low' | 'high' {
  return operator.startsWith('<') ? 'high' : 'low';
}

/**
 * Pass if the end that is held against the limit keeps it, fail if neither end does, else inconclusive. Of a number without
 * doubt, whose ends are one, the last cannot come about.
 */
export function decide(
  { low, high }: Pick<Uncertain, 'low' | 'high'>,
  {
    operator,
    limit,
    end,
  }: { readonly operator: Operator; readonly limit: number; readonly end: 'low' | 'high' },
): 'pass' | 'fail' | 'inconclusive' {
  const kept = { low: keeps(low, operator, limit), high: keeps(high, operator, limit) };
  if (kept[end]) return 'pass';
  return kept.low || kept.high ? 'inconclusive' : 'fail';
}

/** By how much a number is on the good side of a limit. */
export function marginOf(value: number, operator: Operator, limit: number): number {
  return operator.startsWith('<') ? limit - value : value - limit;
}

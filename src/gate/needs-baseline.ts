import type { Condition } from './expression.js';
import type { Gate, Stat } from './gate.js';

/** Whether a gate holds a score against that of the baseline. */
export function needsBaseline(gate: Gate): boolean {
  return gate.kind === 'score' ? isDelta(gate.stat) : gate.conditions.some(readsBaseline);
}

function readsBaseline(condition: Condition): boolean {
  switch (condition.kind) {
    case 'comparison':
      return condition.leaves.some(({ stat }) => isDelta(stat));
    case 'not':
      return readsBaseline(condition.part);
    case 'and':
    case 'or':
      return condition.parts.some(readsBaseline);
  }
}

const isDelta = (stat: Stat): boolean => stat.kind === 'score' && stat.delta;

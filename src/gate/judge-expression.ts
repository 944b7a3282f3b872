import type { GateCheck, GateOutcome } from '../config/gate-result.js';
import type { BaselineReadings } from './baseline-readings.js';
import { checkOf, missingCheck } from './check.js';
import { worseEnd } from './decide.js';
import { evaluate, type Comparison, type Condition, type Leaf } from './expression.js';
import { describeReadings } from './describe-readings.js';
import type { ExpressionGate } from './gate.js';
import { worstOutcome } from './outcomes.js';
import { pathText } from './path.js';
import { matchesPath } from './pattern.js';
import { atLevel, combined, exactly, quantityOf, type Known, type Quantity } from './quantity.js';
import type { Reading } from './reading.js';

/** One check of each condition that has to hold. */
export function judgeExpression(
  { conditions }: ExpressionGate,
  readings: readonly Reading[],
  baseline: BaselineReadings,
): GateCheck[] {
  const look = (leaf: Leaf): Quantity => quantityOfLeaf(leaf, readings, baseline);
  return conditions.map((condition) => {
    // What is not there is neither true nor false: no `not` and no `or` makes up for it.
    const absent = leavesOf(condition).flatMap((leaf) => {
      const quantity = look(leaf);
      if (quantity.status === 'ok' || quantity.outcome === 'inconclusive') return [];
      return [{ ...quantity, reason: `${leaf.text}: ${quantity.reason}` }];
    });
    const outcome = worstOutcome(absent);
    const worst = absent.find((quantity) => quantity.outcome === outcome);
    return worst ? missingCheck({ subject: condition.text, limit: null }, worst) : judge(condition, look);
  });
}

function judge(condition: Condition, look: (leaf: Leaf) => Quantity): GateCheck {
  switch (condition.kind) {
    case 'comparison':
      return judgeComparison(condition, look);
    case 'not': {
      const check = judge(condition.part, look);
      return compound(condition.text, [check], opposite[check.outcome]);
    }
    case 'and': {
      const checks = condition.parts.map((part) => judge(part, look));
      return compound(condition.text, checks, worstOutcome(checks));
    }
    case 'or': {
      const checks = condition.parts.map((part) => judge(part, look));
      const negated = worstOutcome(checks.map(({ outcome }) => ({ outcome: opposite[outcome] })));
      return compound(condition.text, checks, opposite[negated]);
    }
  }
}

/** Of three-valued logic. */
const opposite: Readonly<Record<GateOutcome, GateOutcome>> = {
  pass: 'fail',
  fail: 'pass',
  inconclusive: 'inconclusive',
  'no baseline': 'no baseline',
};

function compound(subject: string, parts: readonly GateCheck[], outcome: GateCheck['outcome']): GateCheck {
  const reason = parts.map((part) => `${part.subject}: ${part.reason}`).join('; ');
  return {
    ...{ subject, outcome, reason },
    ...{ observed: null, interval: null, limit: null, margin: null, samplesToSettle: null },
  };
}

function judgeComparison(
  { text, operator, term, limit, leaves }: Comparison,
  look: (leaf: Leaf) => Quantity,
): GateCheck {
  const known: Known[] = [];
  for (const leaf of leaves) {
    const quantity = look(leaf);
    if (quantity.status === 'missing') {
      return missingCheck(
        { subject: text, limit },
        { ...quantity, reason: `${leaf.text}: ${quantity.reason}` },
      );
    }
    known.push(quantity);
  }
  const quantity = combined((values) => evaluate(term, values), known);
  const { estimate, low, high } = quantity;
  if (![estimate, low, high].every(Number.isFinite)) {
    const reason = `it comes to ${estimate}, within ${low} to ${high}, which cannot be held against a limit`;
    return missingCheck(
      { subject: text, limit },
      { status: 'missing', outcome: 'fail', reason, value: null },
    );
  }
  return checkOf({
    ...{ subject: text, stat: '', operator, limit, end: worseEnd(operator) },
    ...{ quantity, observed: estimate, recorded: quantity },
  });
}

function quantityOfLeaf(leaf: Leaf, readings: readonly Reading[], baseline: BaselineReadings): Quantity {
  const { pattern, stat } = leaf;
  const [reading, ...others] = readings.filter(({ path }) => matchesPath(pattern, path));
  if (!reading)
    return failing(`nothing that was measured has this name; ${describeReadings(pattern, readings)}`);
  if (others.length > 0) {
    const all = [reading, ...others].map(({ path }) => pathText(path));
    return failing(`it names ${all.length} numbers, expected one: ${all.slice(0, 6).join(', ')}`);
  }
  const quantity = quantityOf(reading, stat, baseline);
  if (quantity.status === 'missing' || stat.kind !== 'score') return quantity;
  const { low, high } = atLevel(quantity, stat.level);
  return stat.of === 'lower' ? exactly(low) : stat.of === 'upper' ? exactly(high) : quantity;
}

function failing(reason: string): Quantity {
  return { status: 'missing', outcome: 'fail', reason, value: null };
}

function leavesOf(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case 'comparison':
      return condition.leaves;
    case 'not':
      return leavesOf(condition.part);
    case 'and':
    case 'or':
      return condition.parts.flatMap(leavesOf);
  }
}

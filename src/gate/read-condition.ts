import { isOperatorNode, isParenthesisNode, isRelationalNode, type MathNode } from 'mathjs/number';
import {
  evaluate,
  operations,
  readsLeaves,
  type Comparison,
  type Condition,
  type Leaf,
  type Term,
} from './expression.js';
import type { Operator } from './gate.js';
import { refuse, type ExpressionText } from './expression-text.js';
import { readTerm } from './read-term.js';

const comparisons: ReadonlyMap<string, Operator> = new Map([
  ['smaller', '<'],
  ['smallerEq', '<='],
  ['larger', '>'],
  ['largerEq', '>='],
]);

const mirrored: Readonly<Record<Operator, Operator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** @throws UsageError if the node is no comparison, nor several with and, or, not */
export function readCondition(node: MathNode, source: ExpressionText): Condition {
  if (isParenthesisNode(node)) return readCondition(node.content, source);
  const text = node.toString();
  if (isRelationalNode(node)) {
    const parts = node.conditionals.map((name, i) =>
      readComparison(name, [node.params[i]!, node.params[i + 1]!], node, source),
    );
    return { kind: 'and', text, parts };
  }
  if (isOperatorNode(node)) {
    const { fn, args }: { fn: string; args: readonly MathNode[] } = node;
    if (fn === 'and' || fn === 'or') {
      return { kind: fn, text, parts: args.map((part) => readCondition(part, source)) };
    }
    if (fn === 'not') return { kind: 'not', text, part: readCondition(args[0]!, source) };
    if (comparisons.has(fn) || fn === 'equal' || fn === 'unequal') {
      return readComparison(fn, [args[0]!, args[1]!], node, source);
    }
  }
  return refuse(node, source, 'Expected a comparison (<, <=, > or >=), or several with and, or, not (...).');
}

function readComparison(
  name: string,
  [left, right]: readonly [MathNode, MathNode],
  whole: MathNode,
  source: ExpressionText,
): Comparison {
  const operator = comparisons.get(name);
  if (operator === undefined) {
    return refuse(whole, source, 'Expected <, <=, > or >=: what is estimated equals nothing but by chance.');
  }
  const leaves: Leaf[] = [];
  const first = readTerm(left, leaves, source);
  const second = readTerm(right, leaves, source);
  const text = `${left.toString()} ${operator} ${right.toString()}`;
  const limitOf = (term: Term): number => {
    const limit = evaluate(term, []);
    return Number.isFinite(limit)
      ? limit
      : refuse(whole, source, `The limit comes to ${limit}, which is none.`);
  };
  if (!readsLeaves(second)) {
    if (!readsLeaves(first)) return refuse(whole, source, 'Expected a score in it; these are numbers alone.');
    return { kind: 'comparison', text, operator, leaves, term: first, limit: limitOf(second) };
  }
  if (!readsLeaves(first)) {
    return {
      kind: 'comparison',
      text,
      operator: mirrored[operator],
      leaves,
      term: second,
      limit: limitOf(first),
    };
  }
  const difference = { kind: 'apply', operation: operations.get('subtract')!, to: [first, second] } as const;
  return { kind: 'comparison', text, operator, leaves, term: difference, limit: 0 };
}

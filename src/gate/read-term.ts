import {
  isAccessorNode,
  isConstantNode,
  isFunctionNode,
  isOperatorNode,
  isParenthesisNode,
  isSymbolNode,
  type MathNode,
} from 'mathjs/number';
import { functions, operations, type Leaf, type Operation, type Term } from './expression.js';
import { refuse, type ExpressionText } from './expression-text.js';
import { wholeInterval, type Stat } from './gate.js';
import { readLeaf } from './read-leaf.js';
import { intervalLevel, quantileShare, type StatArgument } from './stat-argument.js';

/** A function that reads something else of a score than its value within its interval. */
interface Reader {
  /** What it takes behind the score; null: nothing. */
  readonly argument: StatArgument | null;
  readonly stat: (argument: number) => Stat;
}

const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    value: { argument: null, stat: () => ({ ...wholeInterval, of: 'value' }) },
    lower: { argument: intervalLevel, stat: (level) => ({ ...wholeInterval, of: 'lower', level }) },
    upper: { argument: intervalLevel, stat: (level) => ({ ...wholeInterval, of: 'upper', level }) },
    delta: { argument: null, stat: () => ({ ...wholeInterval, delta: true }) },
    n: { argument: null, stat: () => ({ kind: 'n' }) },
    p: { argument: quantileShare, stat: (share) => ({ kind: 'quantile', share }) },
  } satisfies Record<string, Reader>),
);

const callable = [...functions.keys(), ...readers.keys()].join(', ');

/**
 * @param leaves - takes the scores that the term reads
 * @throws UsageError for all that is not named in this file and in expression.ts
 */
export function readTerm(node: MathNode, leaves: Leaf[], source: ExpressionText): Term {
  if (isParenthesisNode(node)) return readTerm(node.content, leaves, source);
  if (isSymbolNode(node) || isAccessorNode(node)) return readLeaf(node, wholeInterval, leaves, source);
  if (isConstantNode(node)) {
    const value: unknown = node.value;
    if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'number', value };
  }
  if (isOperatorNode(node)) {
    const { fn, args, implicit }: { fn: string; args: readonly MathNode[]; implicit: boolean } = node;
    const operation = operations.get(fn);
    if (operation && !implicit) return apply(operation, args, leaves, source);
  }
  if (isFunctionNode(node)) return readCall(node.fn, node.args, leaves, source);
  return refuse(
    node,
    source,
    `Expected a number, a name such as conditional.fid, + - * / ^, or one of ${callable}; '${node.toString().slice(0, 40)}' is something else.`,
  );
}

function readCall(fn: MathNode, args: readonly MathNode[], leaves: Leaf[], source: ExpressionText): Term {
  const name = fn.toString();
  const operation = functions.get(name);
  if (operation) {
    if (args.length >= operation.fewest && args.length <= operation.most) {
      return apply(operation, args, leaves, source);
    }
    return refuse(
      fn,
      source,
      `${name} takes one number${operation.most > 1 ? ' or more' : ''}, got ${args.length}.`,
    );
  }
  const reader = readers.get(name);
  if (!reader) return refuse(fn, source, `There is no function '${name}'. Expected one of: ${callable}.`);
  const [score, argument, ...others] = args;
  if (!score || others.length > 0 || (argument && !reader.argument)) {
    const form = reader.argument ? `a score and ${reader.argument.what}` : 'a score';
    return refuse(fn, source, `${name} takes ${form}; got ${args.length} arguments.`);
  }
  return readLeaf(score, reader.stat(argumentOf(reader, argument, fn, source)), leaves, source);
}

function argumentOf(
  { argument: expected }: Reader,
  node: MathNode | undefined,
  fn: MathNode,
  source: ExpressionText,
): number {
  if (!expected) return 0;
  if (!node && expected.otherwise !== null) return expected.otherwise;
  const value: unknown = node && isConstantNode(node) ? node.value : undefined;
  if (typeof value === 'number' && expected.fits(value)) return value;
  return refuse(node ?? fn, source, `Expected ${expected.what}.`);
}

function apply(
  operation: Operation,
  args: readonly MathNode[],
  leaves: Leaf[],
  source: ExpressionText,
): Term {
  return { kind: 'apply', operation, to: args.map((part) => readTerm(part, leaves, source)) };
}

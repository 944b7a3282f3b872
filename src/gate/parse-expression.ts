import { parse, type MathNode } from 'mathjs/number';
import type { Condition } from './expression.js';
import type { GateNames } from './gate-names.js';
import { gateError } from './gate-syntax.js';
import type { ExpressionGate } from './gate.js';
import { readCondition } from './read-condition.js';

const DEEPEST = 50;

/**
 * Reads conditions on numbers of a run, such as `conditional.fid - unconditional.fid < 4 and conditional.pckh.normalised > 0.8`.
 * Only the parser is that of mathjs, which evaluates nothing here; of its language only what read-condition.ts and read-term.ts name is taken; everything else is refused.
 * @throws UsageError that points at what is wrong
 */
export function parseExpression(text: string, names: GateNames): ExpressionGate {
  requireShallow(text);
  const conditions = conjuncts(readCondition(treeOf(text), { text, names }));
  return { kind: 'expression', conditions };
}

/** Parser and readers call themselves for each parenthesis. */
function requireShallow(text: string): void {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if ('([{'.includes(text[i]!)) depth++;
    else if (')]}'.includes(text[i]!)) depth--;
    if (depth > DEEPEST)
      throw gateError(text, i, `Expected at most ${DEEPEST} parentheses within each other.`);
  }
}

function treeOf(text: string): MathNode {
  try {
    return parse(text);
  } catch (error) {
    const [char, message] =
      error instanceof SyntaxError && 'char' in error
        ? [Number(error.char), error.message.replace(/\s*\(char \d+\)$/, '')]
        : [1, 'It is no expression'];
    throw gateError(
      text,
      Math.min(Math.max(char - 1, 0), text.length),
      `${message}. Without a colon a gate is an expression; wildcards need the form SUBJECT: STAT OP LIMIT, such as *.fid: <= 18.`,
    );
  }
}

/** Each may be judged by itself, as the whole fails if one fails. */
function conjuncts(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.parts.flatMap(conjuncts) : [condition];
}

import { isSymbolNode, type MathNode } from 'mathjs/number';
import type { GateNames } from './gate-names.js';
import { gateError } from './gate-syntax.js';

/** What is being read, for messages, and what it may name. */
export interface ExpressionText {
  readonly text: string;
  readonly names: GateNames;
}

/**
 * @param word - of the node, which it is about
 * @throws UsageError that points at the node, as far as its place can be told: the parser does not keep it
 */
export function refuse(node: MathNode, { text }: ExpressionText, message: string, word = ''): never {
  const names = node.filter((part) => isSymbolNode(part)).map((part) => part.toString());
  const start = [node.toString(), ...names].map((part) => text.indexOf(part)).find((at) => at >= 0) ?? 0;
  throw gateError(text, Math.max(start, text.indexOf(word, start)), message);
}

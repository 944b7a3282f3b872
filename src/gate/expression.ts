import type { Operator, Stat } from './gate.js';
import type { Pattern } from './pattern.js';

/** A number of a run that an expression reads. */
export interface Leaf {
  readonly text: string;
  readonly pattern: Pattern;
  readonly stat: Stat;
}

/** A number made of numbers. */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  /** One of the comparison's leaves. */
  | { readonly kind: 'leaf'; readonly index: number }
  | { readonly kind: 'apply'; readonly operation: Operation; readonly to: readonly Term[] };

export interface Operation {
  readonly fewest: number;
  readonly most: number;
  readonly compute: (...values: readonly number[]) => number;
}

export interface Comparison {
  readonly kind: 'comparison';
  readonly text: string;
  readonly operator: Operator;
  /** What is held against the limit: the left side or, where the right side is no plain number, left less right. */
  readonly term: Term;
  readonly limit: number;
  readonly leaves: readonly Leaf[];
}

/** What holds, does not hold, or cannot be said to. */
export type Condition =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly text: string; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly text: string; readonly part: Condition };

/** Everything that can be computed in an expression; nothing else of the language that it is written in. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    add: binary((a, b) => a + b),
    subtract: binary((a, b) => a - b),
    multiply: binary((a, b) => a * b),
    divide: binary((a, b) => a / b),
    pow: binary((a, b) => a ** b),
    unaryMinus: unary((a) => -a),
    unaryPlus: unary((a) => a),
  }),
);

/** Those that are called by name. */
export const functions: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    abs: unary(Math.abs),
    sqrt: unary(Math.sqrt),
    exp: unary(Math.exp),
    log: unary(Math.log),
    min: { fewest: 1, most: Infinity, compute: Math.min },
    max: { fewest: 1, most: Infinity, compute: Math.max },
  }),
);

export function readsLeaves(term: Term): boolean {
  return term.kind === 'leaf' || (term.kind === 'apply' && term.to.some(readsLeaves));
}

export function evaluate(term: Term, leaves: readonly number[]): number {
  switch (term.kind) {
    case 'number':
      return term.value;
    case 'leaf':
      return leaves[term.index]!;
    case 'apply':
      return term.operation.compute(...term.to.map((part) => evaluate(part, leaves)));
  }
}

function unary(compute: (a: number) => number): Operation {
  return { fewest: 1, most: 1, compute };
}

function binary(compute: (a: number, b: number) => number): Operation {
  return { fewest: 2, most: 2, compute };
}

import type { Condition } from './expression.js';
import type { Pattern } from './pattern.js';

export const operators = ['<', '<=', '>', '>='] as const;
export type Operator = (typeof operators)[number];

/** What of a score is held against a limit. */
export type Stat =
  /** The number of images. */
  | { readonly kind: 'n' }
  /** A quantile of what single images score. */
  | { readonly kind: 'quantile'; readonly share: number }
  | {
      readonly kind: 'score';
      /** Whether it is what the score has more than in the baseline. */
      readonly delta: boolean;
      /** The plain value, the whole interval, or one end of it. */
      readonly of: 'value' | 'interval' | 'lower' | 'upper';
      /** Of the two-sided interval, percent. */
      readonly level: number;
    };

/** `SUBJECT: STAT OP LIMIT`. */
export interface ScoreGate {
  readonly kind: 'score';
  readonly pattern: Pattern;
  readonly stat: Stat;
  readonly operator: Operator;
  readonly limit: number;
}

/** Conditions of which every one has to hold. */
export interface ExpressionGate {
  readonly kind: 'expression';
  readonly conditions: readonly Condition[];
}

export type Gate = (ScoreGate | ExpressionGate) & {
  /** As written. */
  readonly text: string;
  readonly name: string | null;
};

export const RECORDED_LEVEL = 95;

/** The whole interval, as it is recorded: what is meant if nothing is said. */
export const wholeInterval: Stat & { readonly kind: 'score' } = {
  kind: 'score',
  delta: false,
  of: 'interval',
  level: RECORDED_LEVEL,
};

import { GanEvalError } from '../../src/errors.js';

/** What betrays that a message was not written for people, or that the program stumbled. */
const stumbles = [
  /(?<!["'|])\bundefined\b/,
  /\[object \w+\]/,
  /\n\s+at .*:\d+/,
  /Maximum call stack|Invalid (?:array|string|typed array) length|allocation failed|out of memory/i,
  /Cannot read propert|is not a function|is not iterable|Cannot convert|is not extensible|not an object/,
  /\b(?:Range|Type|Reference)Error\b|ERR_[A-Z_]+/,
];

const LONGEST_MESSAGE = 20_000;

/**
 * What is wrong with how a parser took a case, or undefined: a value, and one of the project's own errors with a clear message,
 * are both well.
 * @param error - what it threw; undefined: nothing
 */
export function judgeOutcome(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  if (!(error instanceof GanEvalError)) {
    return `threw what is no error of gan-eval: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}`;
  }
  if (error.message.length > LONGEST_MESSAGE) return `a message of ${error.message.length} characters`;
  const stumble = stumbles.find((pattern) => pattern.test(error.message));
  return (
    stumble &&
    `a message that fits ${stumble}: ${error.message.slice(0, 1000)}\n${error.stack?.split('\n    at ').slice(1, 6).join('\n') ?? ''}`
  );
}

import { fromItsHead, type GateNames } from './gate-names.js';
import { operators, wholeInterval, type Operator, type ScoreGate, type Stat } from './gate.js';
import type { GateScanner } from './gate-syntax.js';
import { intervalLevel, quantileShare, type StatArgument } from './stat-argument.js';
import { BARE_NAME, settingText } from './path.js';
import type { Pattern, PatternStep } from './pattern.js';

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/;
const OPERATOR = /[<>]=?(?![<>=])/;
const WORD = /[A-Za-z]+/;
const STATS = 'value, lower(L), upper(L), n, p(q), delta';

/**
 * Reads `SUBJECT: STAT OP LIMIT`, such as `conditional.fid: upper(95) <= 18`, or `SUBJECT OP LIMIT`.
 * @throws UsageError that points at what is wrong
 */
export function parseScoreGate(scanner: GateScanner, names: GateNames): ScoreGate {
  const pattern = parseSubject(scanner, names);
  const stat = scanner.take(/:/) ? parseStat(scanner) : wholeInterval;
  const operator = parseOperator(scanner);
  const limit = parseNumber(scanner, 'a number as limit');
  if (!scanner.atEnd) {
    scanner.fail(
      'Expected the end. For several conditions, write an expression, without a colon: docs/ci.md.',
    );
  }
  return { kind: 'score', pattern, stat, operator, limit };
}

function parseSubject(scanner: GateScanner, names: GateNames): Pattern {
  const steps: PatternStep[] = [];
  const columns: number[] = [];
  do {
    columns.push(scanner.column);
    steps.push(parseStep(scanner));
  } while (scanner.take(/\./));
  const ends = scanner.column;
  return fromItsHead(steps, names, (step, message) =>
    scanner.fail(
      scanner.text.includes(':') ? message : `${message} In an expression, put blanks round - and *.`,
      columns[step] ?? ends,
    ),
  );
}

function parseStep(scanner: GateScanner): PatternStep {
  const written = scanner.expect(
    new RegExp(String.raw`"(?:[^"\\]|\\.)*"|${BARE_NAME.source}`),
    'a name: of a generator, a score, a slot; * for any',
  );
  const name = written.startsWith('"') ? unquoted(scanner, written) : written;
  if (!scanner.take(/\[/)) return { name, setting: null };
  const setting = settingText(scanner.expect(/[^[\]]+/, 'a setting such as psi=0.7, or * for all'));
  scanner.expect(/\]/, ']');
  return { name, setting };
}

function unquoted(scanner: GateScanner, text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return scanner.fail(`${text} is no text in quotes as JSON has it.`);
  }
}

function parseStat(scanner: GateScanner): Stat {
  const column = scanner.column;
  const word = scanner.take(WORD);
  switch (word) {
    case 'n':
      return { kind: 'n' };
    case 'p':
      return { kind: 'quantile', share: parseArgument(scanner, quantileShare) };
    case 'delta':
      return { ...parseBound(scanner, scanner.column, scanner.take(WORD)), delta: true };
    default:
      return parseBound(scanner, column, word);
  }
}

function parseBound(
  scanner: GateScanner,
  column: number,
  word: string | undefined,
): Stat & { readonly kind: 'score' } {
  switch (word) {
    case undefined:
      return wholeInterval;
    case 'value':
      return { ...wholeInterval, of: 'value' };
    case 'lower':
    case 'upper':
      return { ...wholeInterval, of: word, level: parseArgument(scanner, intervalLevel) };
    default:
      return scanner.fail(
        `There is no '${word}'. Expected one of: ${STATS}; or nothing: the whole interval.`,
        column,
      );
  }
}

function parseArgument(scanner: GateScanner, { what, fits, otherwise }: StatArgument): number {
  if (otherwise !== null && !scanner.text.startsWith('(', scanner.column)) return otherwise;
  scanner.expect(/\(/, `(, with ${what}`);
  const column = scanner.column;
  const value = parseNumber(scanner, what);
  if (!fits(value)) scanner.fail(`Expected ${what}, got ${value}.`, column);
  scanner.expect(/\)/, ')');
  return value;
}

function parseOperator(scanner: GateScanner): Operator {
  const written = scanner.expect(OPERATOR, EXPECTED_OPERATOR);
  return operators.find((operator) => operator === written)!;
}

const EXPECTED_OPERATOR = '<, <=, > or >= (what is estimated never equals a limit but by chance)';

function parseNumber(scanner: GateScanner, what: string): number {
  const column = scanner.column;
  const value = Number(scanner.expect(NUMBER, what));
  if (!Number.isFinite(value)) scanner.fail(`Expected ${what} that is finite.`, column);
  return value;
}

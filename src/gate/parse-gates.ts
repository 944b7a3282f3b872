import type { GateText } from '../config/run-file.js';
import { UsageError } from '../errors.js';
import type { GateNames } from './gate-names.js';
import { gateError, GateScanner } from './gate-syntax.js';
import type { Gate } from './gate.js';
import { parseExpression } from './parse-expression.js';
import { parseScoreGate } from './parse-score-gate.js';

const LONGEST = 1000;

/**
 * Reads gates before anything is computed: `SUBJECT: STAT OP LIMIT`, `SUBJECT OP LIMIT`, or an expression. See docs/ci.md.
 * @throws UsageError that names everything that is wrong with any of them
 */
export function parseGates(texts: readonly GateText[], names: GateNames): Gate[] {
  const gates: Gate[] = [];
  const complaints: string[] = [];
  for (const item of texts) {
    const { gate: text, name = null } = typeof item === 'string' ? { gate: item } : item;
    try {
      if (text.length > LONGEST) {
        const message = `Expected at most ${LONGEST} characters, got ${text.length}.`;
        throw gateError(`${text.slice(0, 60)}...`, 0, message);
      }
      const parsed = isScoreGate(text)
        ? parseScoreGate(new GateScanner(text), names)
        : parseExpression(text, names);
      gates.push({ ...parsed, text, name });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complaints.push(error.message);
    }
  }
  if (complaints.length > 0) throw new UsageError(complaints.join('\n'));
  return gates;
}

const NAME_AND_LIMIT =
  /^\s*(?![\d+-])(?:[^\s()<>=[\]]|\[[^[\]]*\])+\s*[<>=]+\s*[+-]?[\d.]+(?:e[+-]?\d+)?\s*$/i;

/** Expressions have no colon, and between a name and a minus they have a blank. */
function isScoreGate(text: string): boolean {
  return text.includes(':') || NAME_AND_LIMIT.test(text);
}

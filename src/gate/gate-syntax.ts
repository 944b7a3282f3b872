import { UsageError } from '../errors.js';

/**
 * What is wrong with a gate, and where: its text, with a mark below the place.
 * @param column - of the place, from 0
 */
export function gateError(text: string, column: number, message: string): UsageError {
  const line = text.replace(/\p{Cc}/gu, ' ');
  return new UsageError(`gate:\n  ${line}\n  ${' '.repeat(column)}^\n  ${message}`);
}

/** Reads a gate from left to right. Blanks between tokens do not count. */
export class GateScanner {
  readonly text: string;
  /** Where the next token starts. */
  column = 0;

  constructor(text: string) {
    this.text = text;
    this.#skipBlanks();
  }

  get atEnd(): boolean {
    return this.column === this.text.length;
  }

  /** @returns undefined if what comes next is something else */
  take(token: RegExp): string | undefined {
    const sticky = new RegExp(token, 'yu');
    sticky.lastIndex = this.column;
    const found = sticky.exec(this.text)?.[0];
    if (!found) return undefined;
    this.column += found.length;
    this.#skipBlanks();
    return found;
  }

  expect(token: RegExp, what: string): string {
    return this.take(token) ?? this.fail(`Expected ${what}, got ${this.#next()}.`);
  }

  fail(message: string, column = this.column): never {
    throw gateError(this.text, column, message);
  }

  #next(): string {
    const next = /\S{1,20}/.exec(this.text.slice(this.column))?.[0];
    return next === undefined ? 'the end' : `'${next}'`;
  }

  #skipBlanks(): void {
    this.column += /^\s*/.exec(this.text.slice(this.column))![0].length;
  }
}

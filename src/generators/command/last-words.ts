import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 4000;
const KEPT_LINES = 20;

/** The end of what a program writes to stderr. */
export class LastWords {
  #text = '';

  constructor(stream: Readable) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      this.#text = (this.#text + text).slice(-KEPT_CHARACTERS);
    });
  }

  /** For the end of a message; control characters that a terminal would obey are left out. */
  toString(): string {
    const lines = this.#text.trimEnd().split('\n').slice(-KEPT_LINES);
    const text = lines.join('\n').replace(/[^\P{Cc}\n\t]/gu, '');
    return text === '' ? '\nIt wrote nothing to stderr.' : `\nThe end of its stderr:\n${text}`;
  }
}

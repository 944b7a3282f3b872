import { DIRECTION_OVERRIDES } from '../config/direction-overrides.js';

const OBEYED = new RegExp(`[\\p{Cc}${DIRECTION_OVERRIDES}]`, 'gu');
const OBEYED_IN_LINES = new RegExp(`(?![\\n\\t])[\\p{Cc}${DIRECTION_OVERRIDES}]`, 'gu');

/** A line with what a terminal obeys written out: a file's name may hold any character. */
export function printable(line: string): string {
  return line.replace(OBEYED, writtenOut);
}

/** The same of a text of several lines, which stay. */
export function printableText(text: string): string {
  return text.replace(OBEYED_IN_LINES, writtenOut);
}

function writtenOut(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
}

import { DIRECTION_OVERRIDES } from '../config/direction-overrides.js';

/** Characters that Markdown, HTML or GitHub's links and mentions read something into. */
const SPECIAL = /[\\`*_{}[\]<>()#+!|~&"'$@:]/g;

const UNSHOWN = new RegExp(`[\\p{Cc}\\p{Cs}${DIRECTION_OVERRIDES}]`, 'gu');

/**
 * Text that Markdown shows as it is, on one line, in a table too: what could mean something is written as a character reference,
 * and what cannot be seen as U+FFFD.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(UNSHOWN, '\ufffd')
    .replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}

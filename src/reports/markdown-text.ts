/** Characters that Markdown, HTML or GitHub's links and mentions read something into. */
const SPECIAL = /[\\`*_{}[\]<>()#+!|~&"'$@:]/g;

/**
 * Text that Markdown shows as it is, on one line, in a table too: what could mean something is written as a character reference,
 * and what cannot be seen as U+FFFD.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}

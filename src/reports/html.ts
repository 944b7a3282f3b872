import { DIRECTION_OVERRIDES } from '../config/direction-overrides.js';

const brand: unique symbol = Symbol('html');

/** Text that is HTML already. Only {@link html} and {@link trustedHtml} make it. */
export interface Html {
  readonly [brand]: true;
  toString(): string;
}

/** What a template takes. Strings and numbers are escaped; lists are joined; null, undefined and false give nothing. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Marks text written in this program as HTML. Never for anything that came from outside it. */
export function trustedHtml(text: string): Html {
  return { [brand]: true, toString: () => text };
}

/**
 * A template whose values are escaped for element content and for quoted attributes. It does not make a value safe
 * in an unquoted attribute, a script or a style sheet: put none there.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return trustedHtml(parts.reduce((text, part, i) => text + render(values[i - 1]) + part));
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escape(value);
  if (isList(value)) return value.map(render).join('');
  if (!(brand in value))
    throw new TypeError('Expected HTML made by the html template but received another object');
  return value.toString();
}

const isList = (value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] => Array.isArray(value);

const UNSHOWN = new RegExp(`(?![\\t\\n\\r])[\\p{Cc}\\p{Cs}${DIRECTION_OVERRIDES}]`, 'gu');

/**
 * Characters that HTML forbids even as references are shown as U+FFFD, as the parser would; so are overrides and embeddings of the
 * direction of text, which would turn round what stands beside a name.
 */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!).replace(UNSHOWN, '\ufffd');
}

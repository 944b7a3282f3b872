import { InputError } from '../errors.js';

/** What a JavaScript literal of plain data can hold. */
export type JsLiteral =
  null | boolean | number | string | readonly JsLiteral[] | { readonly [key: string]: JsLiteral };

const maxDepth = 64;

const tokens = {
  number: /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w$])/y,
  string: /"(?:[^"\\\n\r]|\\.)*"/y,
  key: /[A-Za-z_$][\w$]*/y,
  word: /(?:null|true|false|!0|!1)(?![\w$])/y,
};

const words: Readonly<Record<string, JsLiteral>> = {
  null: null,
  true: true,
  false: false,
  '!0': true,
  '!1': false,
};

/**
 * Reads a literal as minifiers write it (`{a:[.5,!0,null,"x"]}`) without executing anything: objects, arrays, double-quoted
 * strings, numbers, booleans and null. Not even whitespace, for minified files hold none.
 * @param source - what is read, for messages
 * @throws InputError at the first character that is anything else
 */
export function parseJsLiteral(source: string, text: string): JsLiteral {
  let at = 0;

  const fail = (expected: string): InputError =>
    new InputError(
      `${source}: expected ${expected} at character ${at} but found ` +
        `${at < text.length ? JSON.stringify(text.slice(at, at + 20)) : 'the end'}. The file is not the one that gan-eval knows.`,
    );
  const match = (token: RegExp): string | undefined => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const skip = (character: string): boolean => {
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const parseString = (): string | undefined => {
    const start = at;
    const quoted = match(tokens.string);
    if (quoted === undefined) return undefined;
    try {
      return JSON.parse(quoted) as string;
    } catch {
      at = start;
      throw fail('a string with the escapes of JSON');
    }
  };
  /** Comma-separated items up to `close`; no trailing comma. */
  const parseItems = (close: string, parseItem: () => void): void => {
    if (skip(close)) return;
    do parseItem();
    while (skip(','));
    if (!skip(close)) throw fail(`"," or "${close}"`);
  };
  const parseValue = (depth: number): JsLiteral => {
    if (depth > maxDepth) throw fail(`at most ${maxDepth} levels`);
    if (skip('{')) {
      const object: Record<string, JsLiteral> = {};
      parseItems('}', () => {
        const key = match(tokens.key) ?? parseString();
        if (key === undefined || key === '__proto__' || Object.hasOwn(object, key)) throw fail('a new key');
        if (!skip(':')) throw fail('":"');
        object[key] = parseValue(depth + 1);
      });
      return object;
    }
    if (skip('[')) {
      const items: JsLiteral[] = [];
      parseItems(']', () => items.push(parseValue(depth + 1)));
      return items;
    }
    const string = parseString();
    if (string !== undefined) return string;
    const number = match(tokens.number);
    if (number !== undefined) return Number(number);
    const word = match(tokens.word);
    if (word !== undefined) return words[word]!;
    throw fail('a literal');
  };

  const value = parseValue(0);
  if (at !== text.length) throw fail('nothing more');
  return value;
}

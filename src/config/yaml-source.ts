import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  visit,
} from 'yaml';
import { UsageError } from '../errors.js';
import { shortened } from './shortened.js';

export type KeyPath = readonly PropertyKey[];

/** What a YAML file holds, and where in it. */
export interface YamlSource {
  readonly value: unknown;
  /** `FILE:LINE:COLUMN` of a key or an element; of what is not there, of the nearest thing around it that is. */
  place(path: KeyPath): string;
  has(path: KeyPath): boolean;
  /** Where {@link place} is, as a number to sort by. */
  offset(path: KeyPath): number;
}

/** The longest file that is read, in bytes: the parser's time grows with the square of some of what may stand in one. */
const MAX_BYTES = 2 ** 16;

/** Levels of brackets, or of lists within lists on one line. The parser calls itself for each, and a call stack that is full ends Node. */
const DEEPEST = 100;

/** Problems that one message tells of, and how much of each. */
const MOST_PROBLEMS = 20;
const MOST_CHARACTERS = 500;

/** Aliases that one alias may stand for before it is taken for an attack on memory. */
const MAX_ALIASES = 100;

/**
 * Reads YAML 1.2 (JSON is YAML), with anchors and merge keys.
 * @param name - of the file, for messages
 * @throws UsageError naming line and column of everything that is not YAML, or given twice
 */
export function readYaml(text: string, name: string): YamlSource {
  if (text.length > MAX_BYTES) {
    throw new UsageError(`${name}: ${text.length} characters; the limit of a configuration is ${MAX_BYTES}.`);
  }
  if (isTooDeep(text)) throw new UsageError(`${name}: Too deeply nested; the limit is ${DEEPEST} levels.`);
  const lines = new LineCounter();
  const document = parsedDocument(text, name, lines);
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    offset: pos[0],
    message: message.includes('call stack') ? 'Too deeply nested' : shortened(message, MOST_CHARACTERS),
  }));
  problems.push(...keysGivenTwice(document));
  if (problems.length > 0) {
    const shown = problems.slice(0, MOST_PROBLEMS);
    const more = problems.length - shown.length;
    const told = shown.map(({ offset, message }) => `${placeOf(offset)}: ${message}`);
    throw new UsageError([...told, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
  }
  return {
    value: plainValue(document, name),
    place: (path) => placeOf(find(document, path).offset),
    has: (path) => find(document, path).whole,
    offset: (path) => find(document, path).offset,
  };
}

/** Brackets in texts and comments count, too: nobody opens a hundred of them. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return text
    .split(/[\r\n]/)
    .some((line) => (/^[-?:\s]*/.exec(line)![0].match(/[-?:]\s/g) ?? []).length > DEEPEST);
}

function parsedDocument(text: string, name: string, lineCounter: LineCounter): Document.Parsed {
  try {
    // Keys given twice are looked for elsewhere: the parser compares each with each.
    return parseDocument(text, { lineCounter, merge: true, prettyErrors: false, uniqueKeys: false });
  } catch (cause) {
    // The parser calls itself for each level, and finds no more than the call stack holds.
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(`${name}: Too deeply nested.`, { cause });
  }
}

interface YamlProblem {
  readonly offset: number;
  readonly message: string;
}

function keysGivenTwice(document: Document.Parsed): YamlProblem[] {
  const problems: YamlProblem[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        // A merge may be there more than once.
        if (!isScalar(key) || key.value === '<<') continue;
        if (seen.has(key.value)) {
          problems.push({ offset: key.range?.[0] ?? 0, message: 'Map keys must be unique' });
        }
        seen.add(key.value);
      }
    },
  });
  return problems;
}

function plainValue(document: Document.Parsed, name: string): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (isEndless(value)) throw new Error('one stands within what it stands for');
    return value;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      `${name}: its aliases (*name) cannot be followed: ${shortened(message, MOST_CHARACTERS)}.`,
      { cause },
    );
  }
}

/** Whether a value holds itself: JSON has no way to write that. */
function isEndless(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}

/** As far along the path as there is something, and whether that is all of it. */
function find(
  document: Document.Parsed,
  path: KeyPath,
): { readonly offset: number; readonly whole: boolean } {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return { offset, whole: false };
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node) && typeof step === 'number' && node.items[step] !== undefined) {
      node = node.items[step] as Node;
      offset = node.range?.[0] ?? offset;
    } else return { offset, whole: false };
  }
  return { offset, whole: true };
}

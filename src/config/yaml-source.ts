import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { UsageError } from '../errors.js';

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

/** Aliases that one alias may stand for before it is taken for an attack on memory. */
const MAX_ALIASES = 100;

/**
 * Reads YAML 1.2 (JSON is YAML), with anchors and merge keys.
 * @param name - of the file, for messages
 * @throws UsageError naming line and column of everything that is not YAML, or given twice
 */
export function readYaml(text: string, name: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    throw new UsageError(problems.map(({ pos, message }) => `${placeOf(pos[0])}: ${message}`).join('\n'));
  }
  return {
    value: plainValue(document, name),
    place: (path) => placeOf(find(document, path).offset),
    has: (path) => find(document, path).whole,
    offset: (path) => find(document, path).offset,
  };
}

function plainValue(document: Document.Parsed, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${name}: its aliases (*name) cannot be followed: ${message}.`, { cause });
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

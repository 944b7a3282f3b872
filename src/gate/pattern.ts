import type { Path, Step } from './path.js';

/** A step of a pattern. */
export interface PatternStep {
  /** `*` stands for any run of characters. */
  readonly name: string;
  /** `*`: any, or none. null: what the name alone means. */
  readonly setting: string | null;
}

/** What a gate names: one number, or many. */
export type Pattern = readonly PatternStep[];

/** First steps that are no generator, and that no wildcard means. */
export const reservedHeads = ['cost', 'tradeoff'] as const;

export const isReserved = (name: string): boolean => reservedHeads.some((head) => head === name);

export function matchesPath(pattern: Pattern, path: Path): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((step, i) => {
      const { name } = path[i]!;
      if (i === 0 && isReserved(name) && step.name !== name) return false;
      return matchesName(step.name, name) && matchesSetting(step, path[i]!);
    })
  );
}

/**
 * Whether a name is one that a name of a pattern stands for. In expressions `-` is minus, so that `_` may be written for it, and
 * for all that is neither letter nor digit.
 */
export function matchesName(pattern: string, name: string): boolean {
  return matchesText(pattern, name) || matchesText(pattern, underscoredName(name));
}

export const underscoredName = (name: string): string => name.replace(/\W/g, '_');

/** The text is cut at its wildcards, and the pieces are looked for from the left: no pattern makes this slow. */
function matchesText(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first!) || !text.endsWith(last) || text.length < first!.length + last.length)
    return false;
  const end = text.length - last.length;
  let at = first!.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

function matchesSetting({ setting }: PatternStep, { setting: actual, byName }: Step): boolean {
  if (setting === null) return byName;
  return setting === '*' || setting === actual;
}

import type { z } from 'zod';
import { didYouMean } from './did-you-mean.js';
import { runFileJsonSchema, schemasAt } from './run-file-json-schema.js';
import type { KeyPath } from './yaml-source.js';

/** Something wrong with a configuration: what, and at which key. */
export interface Problem {
  readonly path: KeyPath;
  readonly text: string;
}

/**
 * What a schema finds wrong, in the user's words: what was seen, what was expected, what the key is for.
 * @param value - that was checked
 */
export function runFileProblems(error: z.ZodError, value: unknown): Problem[] {
  const problems: Problem[] = [];
  for (const issue of error.issues) {
    problems.push(...problemsOf(issue, [], value));
    if (problems.length >= MOST_PROBLEMS) break;
  }
  return problems.slice(0, MOST_PROBLEMS);
}

/** More than anybody mends before trying again. */
const MOST_PROBLEMS = 20;

type Issue = z.core.$ZodIssue;

const things: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

function problemsOf(issue: Issue, outer: KeyPath, value: unknown): Problem[] {
  const path = [...outer, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_PROBLEMS).map((key) => unknownKey(path, key));
  }
  const seen = valueAt(value, path);
  if (issue.code === 'invalid_union') {
    const inside = issue.errors.find((branch) => branch.some((each) => !isOfWhole(each)));
    // Something in a branch, not the branch as a whole: that one was meant.
    if (inside) return inside.flatMap((each) => problemsOf(each, path, value));
    const expected = issue.errors.flatMap((branch) => branch.map(expectation));
    return [{ path, text: unmet(path, seen, [...new Set(expected)].join(' or ')) }];
  }
  if (issue.code === 'invalid_key')
    return [{ path, text: issue.issues.map(({ message }) => message).join('; ') }];
  return [{ path, text: unmet(path, seen, expectation(issue)) }];
}

/** Whether an issue is that the whole value is of another kind. */
function isOfWhole({ path, code }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return things[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => String(value)).join(' or ');
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'something in it'
        : `a number ${issue.inclusive === true ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `a number of at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function unmet(path: KeyPath, seen: unknown, expected: string): string {
  const wanted = expected.startsWith('must ') ? expected : `expected ${expected}`;
  const purpose = purposeOf(path);
  const found = seen === undefined ? `is missing; ${wanted}` : `${wanted}, got ${show(seen)}`;
  return `${found}.${purpose === undefined ? '' : ` (${purpose})`}`;
}

/** What the schema says that a key is for. */
function purposeOf(path: KeyPath): string | undefined {
  return schemasAt(runFileJsonSchema(), path).find(({ description }) => description !== undefined)
    ?.description;
}

function unknownKey(path: KeyPath, key: string): Problem {
  const known = schemasAt(runFileJsonSchema(), path).flatMap(({ properties = {} }) =>
    Object.keys(properties),
  );
  const there = known.length > 0 ? ` Keys here: ${known.join(', ')}.` : '';
  return { path: [...path, key], text: `is no key of a configuration.${didYouMean(key, known)}${there}` };
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Readonly<Record<PropertyKey, unknown>>)[key] : undefined,
    value,
  );
}

const MAX_SHOWN = 60;

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}

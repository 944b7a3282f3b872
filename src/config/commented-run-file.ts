import { stringify } from 'yaml';
import { runFileExamples } from './run-file-examples.js';
import {
  alternatives,
  RUN_FILE_SCHEMA_FILE,
  runFileJsonSchema,
  type JsonSchema,
} from './run-file-json-schema.js';

/** What a configuration is to say: values by key, as in the file. */
export type ChosenKeys = Readonly<Record<string, unknown>>;

const WIDTH = 100;

const introduction = [
  `# yaml-language-server: $schema=${RUN_FILE_SCHEMA_FILE}`,
  '#',
  '# What gan-eval run computes. Paths start from the folder of this file. Keys that are commented out are',
  '# optional, and shown with their default or an example. docs/configuration.md says more, and',
  '# gan-eval run --dry-run what would be done.',
];

/**
 * A `gan-eval.yaml` that explains every key that there is. Keys that are not chosen are commented out.
 * @param notes - more to say of a key, by its path, such as what was found
 */
export function commentedRunFile(chosen: ChosenKeys, notes: Readonly<Record<string, string>> = {}): string {
  const keys = mapping(runFileJsonSchema(), chosen, { path: '', indent: '', notes, isOut: false });
  return `${[...introduction, ...keys].join('\n')}\n`;
}

interface Place {
  /** Of the mapping, with a dot at its end. */
  readonly path: string;
  readonly indent: string;
  readonly notes: Readonly<Record<string, string>>;
  /** Whether all of it is commented out already. */
  readonly isOut: boolean;
}

/** The keys of a mapping, in the order of the schema. @param chosen - undefined: none of them */
function mapping(schema: JsonSchema, chosen: ChosenKeys | undefined, place: Place): string[] {
  return Object.entries(propertiesOf(schema) ?? {}).flatMap(([key, property]) => {
    if (typeof property === 'boolean') return [];
    const { path, indent, notes, isOut } = place;
    const isChosen = chosen !== undefined && key in chosen;
    const value = isChosen ? chosen[key] : defaultOf(property, `${path}${key}`);
    const lines = entry(key, property, value, { ...place, isOut: isOut || !isChosen });
    const prose = [property.description, notes[`${path}${key}`]].flatMap((text) => wrap(text ?? '', indent));
    return [
      ...(indent === '' ? [''] : []),
      ...prose,
      ...(isChosen || isOut ? lines : lines.map((line) => `${indent}# ${line.slice(indent.length)}`)),
    ];
  });
}

function entry(key: string, schema: JsonSchema, value: unknown, place: Place): string[] {
  const { path, indent } = place;
  const inner = { ...place, path: `${path}${key}.`, indent: `${indent}  ` };
  const items = alternatives(schema)
    .map((each) => each.items)
    .find(isSchema);
  if (items && propertiesOf(items) && Array.isArray(value) && value.every(isMapping)) {
    return [`${indent}${key}:`, ...value.flatMap((item, i) => listItem(items, item, inner, i === 0))];
  }
  if (propertiesOf(schema)) {
    return [
      `${indent}${key}:`,
      ...mapping(schema, !inner.isOut && isMapping(value) ? value : undefined, inner),
    ];
  }
  return [`${indent}${key}: ${inline(value)}`];
}

/** A mapping in a list. Its keys are explained once. */
function listItem(schema: JsonSchema, item: ChosenKeys, place: Place, explained: boolean): string[] {
  const { indent } = place;
  const lines = explained
    ? mapping(schema, item, { ...place, indent: `${indent}  ` })
    : Object.entries(item).map(([key, value]) => `${indent}  ${key}: ${inline(value)}`);
  const first = lines.findIndex((line) => !line.trimStart().startsWith('#'));
  return lines.map((line, i) =>
    i > first ? line : `${indent}${i === first ? '- ' : ''}${line.slice(indent.length + 2)}`,
  );
}

function defaultOf(schema: JsonSchema, path: string): unknown {
  const example = runFileExamples[path];
  return (
    example ??
    alternatives(schema)
      .map((each) => each.default)
      .find((value) => value !== undefined)
  );
}

function propertiesOf(schema: JsonSchema): JsonSchema['properties'] {
  return alternatives(schema).find(({ properties }) => properties)?.properties;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMapping = (value: unknown): value is ChosenKeys => isSchema(value);

/** A value on one line. */
function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();
}

function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}# ${word}`);
  }
  return lines;
}

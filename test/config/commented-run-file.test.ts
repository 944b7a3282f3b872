import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commentedRunFile } from '../../src/config/commented-run-file.js';
import { alternatives, runFileJsonSchema, type JsonSchema } from '../../src/config/run-file-json-schema.js';
import { parseRunFile } from '../../src/config/run-source.js';

const chosen = {
  real: 'data: real',
  features: { name: 'inception-v3-nsfwjs' },
  generators: [
    { name: 'a', source: 'gen/a', knobs: { psi: 0.5 } },
    { name: 'b', source: '#b', sweep: { knob: 'psi', values: [0.5, 1] } },
  ],
};

/** Names of all keys, with that of what they are in. */
function keysOf(schema: JsonSchema, path = ''): string[] {
  return alternatives(schema).flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([key, property]) =>
      typeof property === 'boolean' ? [] : [`${path}${key}`, ...keysOf(property, `${path}${key}.`)],
    ),
  );
}

describe('commentedRunFile', () => {
  it('says what is chosen, and nothing else', () => {
    const { file } = parseRunFile(commentedRunFile(chosen, { real: 'A note: with a colon.' }), 'x');
    const expected = parseRunFile(JSON.stringify(chosen), 'x').file;
    expect(file).toEqual(expected);
  });

  it('explains every key, and stays valid with every one of them in force', () => {
    const text = commentedRunFile(chosen);
    const uncommented = text.replace(/^( *)# ((?:[ #]*)[A-Za-z]+:(?: |$))/gm, '$1$2');
    const { says } = parseRunFile(uncommented, 'x');
    for (const key of keysOf(runFileJsonSchema())) {
      expect([key, says(key.split('.'))]).toEqual([key, true]);
    }
    const undocumented = keysOf(runFileJsonSchema()).filter(
      (key) => !text.includes(`${key.split('.').at(-1)!}:`),
    );
    expect(undocumented).toEqual([]);
  });

  it('is as wide as an editor', () => {
    expect(
      Math.max(
        ...commentedRunFile(chosen)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(110);
  });
});

describe('the published schema', () => {
  it('is docs/gan-eval.schema.json, up to date (npm run docs)', async () => {
    const path = join(import.meta.dirname, '..', '..', 'docs', 'gan-eval.schema.json');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(runFileJsonSchema());
  });

  it('says of every key what it is for', () => {
    const silent = (schema: JsonSchema, path = ''): string[] =>
      alternatives(schema).flatMap(({ properties = {}, items }) => [
        ...Object.entries(properties).flatMap(([key, property]) =>
          typeof property === 'boolean'
            ? []
            : [...(property.description ? [] : [`${path}${key}`]), ...silent(property, `${path}${key}.`)],
        ),
        ...(typeof items === 'object' && !Array.isArray(items) ? silent(items, `${path}[].`) : []),
      ]);
    // A gate may be written as its text alone; what its parts are is said of gates.
    expect(
      silent(runFileJsonSchema()).filter((key) => !key.startsWith('[].') && !key.startsWith('gates')),
    ).toEqual([]);
  });
});

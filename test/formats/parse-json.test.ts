import { expect, it } from 'vitest';
import { parseJson } from '../../src/formats/parse-json.js';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

it('gives what JSON.parse gives', () => {
  for (const text of [
    '{"a": [1, {"b": "[[[{\\"[\\\\"}]}',
    '"\\u005b"',
    'null',
    nested(200),
    `{"${'['.repeat(300)}": 1}`,
  ]) {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  }
});

it('refuses what is nested too deeply to be gone through, and what is no JSON', () => {
  expect(() => parseJson(nested(201))).toThrow('nested deeper than 200 levels');
  expect(() => parseJson(`[${'{"a":'.repeat(100_000)}`)).toThrow('nested deeper than 200 levels');
  expect(() => parseJson('{"a": "')).toThrow(SyntaxError);
});

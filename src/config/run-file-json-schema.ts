import { z } from 'zod';
import { runFileSchema } from './run-file.js';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Where the JSON Schema of `gan-eval.yaml` is published, for editors. */
export const RUN_FILE_SCHEMA_FILE = 'gan-eval.schema.json';

/** What editors complete and check a `gan-eval.yaml` by. */
export function runFileJsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(runFileSchema, { io: 'input' });
  return {
    $schema,
    title: 'gan-eval configuration',
    description: 'What gan-eval run computes. See docs/configuration.md.',
    ...schema,
  };
}

/** The schemas that hold for the value at a path: several where it may be one of several things; none where there is no such key. */
export function schemasAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly JsonSchema[] {
  const here = alternatives(schema);
  const [step, ...rest] = path;
  if (step === undefined) return here;
  return here.flatMap(({ properties, additionalProperties, items }) => {
    const next = typeof step === 'number' ? items : (properties?.[String(step)] ?? additionalProperties);
    return typeof next === 'object' && !Array.isArray(next) ? schemasAt(next, rest) : [];
  });
}

/** A schema and those of which one has to hold, where it is several things in one. */
export function alternatives(schema: JsonSchema): JsonSchema[] {
  return [
    schema,
    ...(schema.anyOf ?? []).flatMap((each) => (typeof each === 'object' ? alternatives(each) : [])),
  ];
}

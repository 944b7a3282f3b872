/** As much of JSON Schema as zod writes. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly $ref?: string;
}

/**
 * A value that a schema takes, with all that is optional, one element a list, and a text wherever any may stand, keys of records
 * included.
 * @param variant - which branch of what has several is taken
 * @param texts - the texts that patterns ask for, by pattern
 */
export function fillSchema(
  schema: Schema,
  variant: number,
  text: string,
  texts: Readonly<Record<string, string>>,
): unknown {
  const fill = (inner: Schema): unknown => fillSchema(inner, variant, text, texts);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return fill(branches[variant % branches.length]!);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[variant % schema.enum.length];
  const { type } = schema;
  switch (typeof type === 'object' ? type[variant % type.length] : type) {
    case 'string':
      if (schema.format === 'date-time') return '2026-01-01T00:00:00.000Z';
      return schema.pattern === undefined ? text : texts[schema.pattern];
    case 'number':
    case 'integer':
      return Math.max(
        schema.minimum ?? 0,
        schema.exclusiveMinimum === undefined ? 1 : schema.exclusiveMinimum + 1,
      );
    case 'boolean':
      return variant % 2 === 0;
    case 'array':
      return schema.prefixItems ? schema.prefixItems.map(fill) : [fill(schema.items ?? {})];
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, fill(inner)]);
      const more = schema.additionalProperties;
      if (typeof more === 'object')
        entries.push([fill(schema.propertyNames ?? { type: 'string' }), fill(more)]);
      return Object.fromEntries(entries);
    }
    case 'null':
      return null;
    default:
      return text;
  }
}

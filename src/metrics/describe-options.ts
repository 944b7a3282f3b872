import { z } from 'zod';

/** An option of a metric, in words. */
export interface DescribedOption {
  readonly name: string;
  /** What it takes, such as `whole number from 1`. */
  readonly takes: string;
  readonly default: string;
  readonly description: string;
}

/** A metric's options as its schema has them, in its order. */
export function describeOptions({ options }: { readonly options: z.ZodObject }): DescribedOption[] {
  const { properties = {} } = z.toJSONSchema(options, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { default: preset, description = '' } = typeof schema === 'boolean' ? {} : schema;
    return {
      name,
      takes: describeValue(schema),
      default: typeof preset === 'string' ? preset : JSON.stringify(preset),
      description,
    };
  });
}

type JsonSchema = z.core.JSONSchema._JSONSchema;

function describeValue(schema: JsonSchema): string {
  if (typeof schema === 'boolean') return 'anything';
  const { const: only, enum: values, anyOf } = schema;
  if (only !== undefined) return String(only);
  if (values) return values.map(String).join(' or ');
  if (anyOf) return anyOf.map(describeValue).join(' or ');
  switch (schema.type) {
    case 'integer':
      return `whole number${describeBounds(schema)}`;
    case 'number':
      return `number${describeBounds(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'list';
    case 'string':
      return 'text';
    default:
      return typeof schema.type === 'string' ? schema.type : 'anything';
  }
}

/** Bounds that only say how far a double counts exactly are left out. */
function describeBounds(schema: Exclude<JsonSchema, boolean>): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const whole = schema.type === 'integer';
  const told = (bound: unknown): bound is number =>
    typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return [
    told(minimum) ? ` from ${minimum}` : '',
    told(exclusiveMinimum) ? (whole ? ` from ${exclusiveMinimum + 1}` : ` above ${exclusiveMinimum}`) : '',
    told(maximum) ? ` to ${maximum}` : '',
    told(exclusiveMaximum) ? ` below ${exclusiveMaximum}` : '',
  ].join('');
}

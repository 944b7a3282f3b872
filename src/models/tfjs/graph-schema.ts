import { z } from 'zod';

const wholeNumber = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const shape = z.object({ dim: z.array(z.object({ size: wholeNumber })).default([]) });

/** One attribute; protobuf's JSON form, in which whole numbers are strings and byte strings are base64. */
const attribute = z.object({
  i: wholeNumber.optional(),
  f: z.number().optional(),
  b: z.boolean().optional(),
  s: z.base64().optional(),
  type: z.string().optional(),
  shape: shape.optional(),
  list: z.object({ i: z.array(wholeNumber).optional(), s: z.array(z.base64()).optional() }).optional(),
});

/** Messages repeat it. */
const name = z.string().max(1000);

const node = z.object({
  name,
  op: name,
  /** `name`, `name:output` or `^name` (order only). */
  input: z.array(name).default([]),
  attr: z.record(z.string(), attribute).default({}),
});

const weight = z.object({
  name,
  shape: z.array(z.int().nonnegative()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
});

/** A TensorFlow graph as TensorFlow.js stores it (`model.json` of a graph model), as far as it is read here. */
export const graphModelSchema = z.object({
  format: z.literal('graph-model'),
  signature: z.object({
    outputs: z.record(z.string(), z.object({ name, dtype: name })),
  }),
  modelTopology: z.object({ node: z.array(node) }),
  weightsManifest: z.array(z.object({ paths: z.array(name), weights: z.array(weight) })),
});

export type GraphModel = z.infer<typeof graphModelSchema>;
export type GraphNode = z.infer<typeof node>;
export type GraphWeight = z.infer<typeof weight>;

import { z } from 'zod';
import { InputError } from '../../errors.js';
import type { Port } from '../engine.js';
import { decodeModelProto, elementTypeNames } from '../onnx-schema.js';

const bytes = z.instanceof(Uint8Array);
const numbers = z.array(z.number());

const tensorSchema = z.object({
  name: z.string().default(''),
  dims: numbers,
  dataType: z.number().default(0),
  rawData: bytes.optional(),
  floatData: numbers,
  int32Data: numbers,
  int64Data: numbers,
  doubleData: numbers,
  dataLocation: z.number().default(0),
  externalData: z.array(z.object({ key: z.string().default(''), value: z.string().default('') })),
});

const attributeSchema = z.object({
  name: z.string(),
  type: z.number().default(0),
  f: z.number().default(0),
  i: z.number().default(0),
  s: bytes.default(() => new Uint8Array()),
  t: tensorSchema.optional(),
  floats: numbers,
  ints: numbers,
});

const nodeSchema = z.object({
  opType: z.string(),
  domain: z.string().default(''),
  name: z.string().default(''),
  input: z.array(z.string()),
  output: z.array(z.string()),
  attribute: z.array(attributeSchema),
});

const valueInfoSchema = z.object({
  name: z.string(),
  type: z
    .object({
      tensorType: z
        .object({
          elemType: z.number().default(0),
          shape: z.object({ dim: z.array(z.object({ dimValue: z.number().optional() })) }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const modelSchema = z.object({
  opsetImport: z.array(z.object({ domain: z.string().default(''), version: z.number().default(1) })),
  functions: z.array(z.unknown()),
  graph: z.object({
    node: z.array(nodeSchema),
    initializer: z.array(tensorSchema),
    sparseInitializer: z.array(z.unknown()),
    input: z.array(valueInfoSchema),
    output: z.array(valueInfoSchema),
  }),
});

export type TensorProto = z.infer<typeof tensorSchema>;
export type NodeProto = z.infer<typeof nodeSchema>;
export type AttributeProto = z.infer<typeof attributeSchema>;

/** A graph as its file has it. */
export interface OnnxModel {
  readonly opset: number;
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
  /** Without those that an initializer gives. */
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** @throws InputError if it is no ONNX model, or one with functions or sparse weights */
export function parseOnnx(file: Uint8Array): OnnxModel {
  const { graph, opsetImport, functions } = decode(file);
  if (functions.length > 0) throw new InputError('it has functions of its own, which are not read');
  if (graph.sparseInitializer.length > 0) throw new InputError('it has sparse weights, which are not read');
  const given = new Set(graph.initializer.map((tensor) => tensor.name));
  return {
    opset: opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 1,
    nodes: graph.node,
    initializers: graph.initializer,
    inputs: graph.input.filter((input) => !given.has(input.name)).map(port),
    outputs: graph.output.map(port),
  };
}

function decode(file: Uint8Array): z.infer<typeof modelSchema> {
  try {
    return modelSchema.parse(decodeModelProto(file));
  } catch (cause) {
    throw new InputError('it is no ONNX network', { cause });
  }
}

function port({ name, type }: z.infer<typeof valueInfoSchema>): Port {
  const { elemType = 0, shape } = type?.tensorType ?? {};
  return {
    name,
    type: elementTypeNames[elemType] ?? `element type ${elemType}`,
    dims: shape?.dim.map(({ dimValue }) => dimValue ?? -1) ?? [],
  };
}

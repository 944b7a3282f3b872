import { AttributeType, FLOAT, FLOAT16, INT32, INT64 } from './onnx-schema.js';

export type OnnxAttributes = Readonly<Record<string, number | string | readonly number[]>>;

/** A NodeProto, named after its first output. */
export function onnxNode(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: OnnxAttributes = {},
): object {
  return {
    opType,
    name: output[0],
    input,
    output,
    attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attributeValue(value) })),
  };
}

function attributeValue(value: OnnxAttributes[string]): object {
  if (typeof value === 'number') return { type: AttributeType.int, i: value };
  if (typeof value === 'string') return { type: AttributeType.string, s: Buffer.from(value) };
  return { type: AttributeType.ints, ints: value };
}

/** Values of the element types that networks' constants have here; row-major. */
export interface OnnxConstant {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array;
}

/** Float16 numbers as their bits; row-major. */
export interface Float16Constant {
  readonly dims: readonly number[];
  readonly data: Uint16Array;
}

/** A TensorProto that holds a constant. */
export function onnxInitializer(name: string, { dims, data }: OnnxConstant | Float16Constant): object {
  // ONNX raw data is little-endian, as is every platform that Node supports with this runtime.
  return {
    name,
    dims,
    dataType: elementType(data),
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

function elementType(data: (OnnxConstant | Float16Constant)['data']): number {
  if (data instanceof Float32Array) return FLOAT;
  if (data instanceof Uint16Array) return FLOAT16;
  return data instanceof Int32Array ? INT32 : INT64;
}

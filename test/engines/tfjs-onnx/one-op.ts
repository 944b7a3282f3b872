import {
  AttributeType,
  BOOL,
  encodeModelProto,
  FLOAT,
  INT32,
  INT64,
} from '../../../src/engines/onnx-schema.js';
import {
  onnxInitializer,
  onnxNode,
  type OnnxAttributes,
  type OnnxConstant,
} from '../../../src/engines/onnx-node.js';
import type { Tensor } from '../../../src/engines/tensor.js';

/** A network of a few nodes, from what the op tests say of it. */
export interface SmallNetwork {
  readonly nodes: readonly object[];
  /** Given at each run; their sizes are left free. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly constants?: Readonly<Record<string, OnnxConstant>>;
  readonly outputs: readonly string[];
  /** Element types of outputs, where it matters that the network says them. */
  readonly types?: Readonly<Record<string, number>>;
  readonly opset?: number | undefined;
}

/** @param floats - attributes that are of float32 */
export function node(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: OnnxAttributes = {},
  floats: Readonly<Record<string, number>> = {},
): object {
  const made = onnxNode(opType, input, output, attributes) as { attribute: object[] };
  const more = Object.entries(floats).map(([name, f]) => ({ name, type: AttributeType.float, f }));
  return { ...made, attribute: [...made.attribute, ...more] };
}

const typeOf = ({ data }: Tensor): number =>
  data instanceof Float32Array
    ? FLOAT
    : data instanceof Int32Array
      ? INT32
      : data instanceof Uint8Array
        ? BOOL
        : INT64;

/** @param more - initializers beside the constants, as ONNX has them */
export function encode(
  { nodes, inputs, constants = {}, outputs, types = {}, opset = 17 }: SmallNetwork,
  more: readonly object[] = [],
): Uint8Array {
  return encodeModelProto({
    irVersion: 8,
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: 'small',
      node: nodes,
      initializer: [
        ...Object.entries(constants).map(([name, value]) => onnxInitializer(name, value)),
        ...more,
      ],
      input: Object.entries(inputs).map(([name, tensor]) => ({
        name,
        type: {
          tensorType: {
            elemType: typeOf(tensor),
            shape: { dim: tensor.dims.map((_, i) => ({ dimParam: `${name}${i}` })) },
          },
        },
      })),
      output: outputs.map((name) => ({
        name,
        ...(types[name] && { type: { tensorType: { elemType: types[name] } } }),
      })),
    },
  });
}

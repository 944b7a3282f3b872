import { onnxInitializer, onnxNode, type OnnxAttributes, type OnnxConstant } from './onnx-node.js';
import { encodeModelProto } from './onnx-schema.js';

const OPSET = 13;
const IR_VERSION = 8;

/**
 * Puts an ONNX model together node by node, for networks that come with a graph of their own. (Those that gan-eval
 * describes itself are a `Network`, see graph.ts.) Values are known by the names that are given out here.
 */
export class OnnxBuilder {
  readonly #nodes: object[] = [];
  readonly #initializers: object[] = [];
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  #count = 0;

  /** @param elemType - TensorProto.DataType @param dims - -1 for a free one */
  input(name: string, elemType: number, dims: readonly number[]): string {
    const shape = {
      dim: dims.map((dim, i) => (dim < 0 ? { dimParam: `${name}/${i}` } : { dimValue: dim })),
    };
    this.#inputs.push({ name, type: { tensorType: { elemType, shape } } });
    return name;
  }

  constant(value: OnnxConstant): string {
    const name = this.#fresh('constant');
    this.#initializers.push(onnxInitializer(name, value));
    return name;
  }

  /** Whole numbers where ONNX wants int64: shapes, axes, sizes. */
  int64(...values: readonly number[]): string {
    return this.constant({ dims: [values.length], data: BigInt64Array.from(values, BigInt) });
  }

  scalar(value: number): string {
    return this.constant({ dims: [], data: Float32Array.of(value) });
  }

  /** Adds a node of one output and names it. */
  node(opType: string, inputs: readonly string[], attributes?: OnnxAttributes): string {
    const output = this.#fresh(opType);
    this.#nodes.push(onnxNode(opType, inputs, [output], attributes));
    return output;
  }

  /** Adds a node of `count` outputs and names them. */
  nodes(
    opType: string,
    inputs: readonly string[],
    count: number,
    attributes?: OnnxAttributes,
  ): readonly string[] {
    const outputs = Array.from({ length: count }, () => this.#fresh(opType));
    this.#nodes.push(onnxNode(opType, inputs, outputs, attributes));
    return outputs;
  }

  /** Makes a value an output of the model, under a name of its own. */
  output(name: string, elemType: number, value: string): void {
    this.#nodes.push(onnxNode('Identity', [value], [name]));
    this.#outputs.push({ name, type: { tensorType: { elemType } } });
  }

  encode(name: string): Uint8Array {
    return encodeModelProto({
      irVersion: IR_VERSION,
      producerName: 'gan-eval',
      opsetImport: [{ domain: '', version: OPSET }],
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
    });
  }

  #fresh(kind: string): string {
    return `${kind}#${this.#count++}`;
  }
}

import type { OnnxBuilder } from '../../engines/onnx-builder.js';
import { InputError } from '../../errors.js';
import type { GraphNode } from './graph-schema.js';
import type { GraphConstant } from './graph-weights.js';

/** What lowering one node may ask for: its inputs as ONNX values or as constants, its attributes, the model to write to. */
export class OpContext {
  readonly node: GraphNode;
  readonly onnx: OnnxBuilder;
  /** Inputs that are values; `^name` inputs order execution only and are left out. */
  readonly inputs: readonly string[];
  readonly #valueOf: (reference: string) => string;
  readonly #nodeOf: (reference: string) => GraphNode;
  readonly #constantOf: (reference: string) => GraphConstant | undefined;

  constructor(
    node: GraphNode,
    onnx: OnnxBuilder,
    graph: {
      readonly valueOf: (reference: string) => string;
      readonly nodeOf: (reference: string) => GraphNode;
      readonly constantOf: (reference: string) => GraphConstant | undefined;
    },
  ) {
    this.node = node;
    this.onnx = onnx;
    this.inputs = node.input.filter((reference) => !reference.startsWith('^'));
    this.#valueOf = graph.valueOf;
    this.#nodeOf = graph.nodeOf;
    this.#constantOf = graph.constantOf;
  }

  /** The ONNX value of input `index`. */
  value(index: number): string {
    return this.#valueOf(this.#reference(index));
  }

  values(): readonly string[] {
    return this.inputs.map((_, index) => this.value(index));
  }

  /** An input that must be a constant; negative indices count from the last. */
  constant(index: number): GraphConstant {
    const constant = this.#constantOf(this.#reference(index));
    if (constant === undefined) throw this.unsupported(`its input ${index} is not a constant`);
    return constant;
  }

  /** Whole numbers that an input must hold: a shape, an axis, a size. */
  integers(index: number): readonly number[] {
    const { data } = this.constant(index);
    if (!(data instanceof Int32Array)) throw this.unsupported(`its input ${index} is not int32`);
    return Array.from(data);
  }

  /** The context of the node that makes input `index`, to look through it; no value is made. */
  producer(index: number): OpContext {
    return new OpContext(this.#nodeOf(this.#reference(index)), this.onnx, {
      valueOf: this.#valueOf,
      nodeOf: this.#nodeOf,
      constantOf: this.#constantOf,
    });
  }

  integer(attribute: string, otherwise?: number): number {
    const value = this.node.attr[attribute]?.i ?? otherwise;
    if (value === undefined) throw this.unsupported(`its attribute ${attribute} is missing`);
    return value;
  }

  number(attribute: string, otherwise: number): number {
    return this.node.attr[attribute]?.f ?? otherwise;
  }

  integerList(attribute: string): readonly number[] {
    return this.node.attr[attribute]?.list?.i ?? [];
  }

  flag(attribute: string): boolean {
    return this.node.attr[attribute]?.b ?? false;
  }

  text(attribute: string): string | undefined {
    const value = this.node.attr[attribute]?.s;
    return value === undefined ? undefined : decodeText(value);
  }

  textList(attribute: string): readonly string[] {
    return (this.node.attr[attribute]?.list?.s ?? []).map(decodeText);
  }

  type(attribute: string): string | undefined {
    return this.node.attr[attribute]?.type;
  }

  unsupported(why: string): InputError {
    return new InputError(`The node ${this.node.name} (${this.node.op}) cannot be converted: ${why}.`);
  }

  #reference(index: number): string {
    const reference = this.inputs.at(index);
    if (reference === undefined) throw this.unsupported(`it has no input ${index}`);
    return reference;
  }
}

const decodeText = (base64: string): string => Buffer.from(base64, 'base64').toString();

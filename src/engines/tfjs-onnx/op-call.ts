import { InputError } from '../../errors.js';
import type { TfjsModules } from '../tfjs-runtime.js';
import type { AttributeProto, NodeProto, TensorProto } from './onnx-model.js';
import type { Value } from './value.js';

/** What computes a node: values of its outputs, in order. Runs in a tidy of TensorFlow.js. */
export type Op = (call: OpCall) => Value | readonly Value[];

/** By the op's name in ONNX. */
export type OpTable = Readonly<Record<string, Op>>;

/** A node that is computed. */
export class OpCall {
  readonly tf: TfjsModules;
  readonly opset: number;
  readonly node: NodeProto;
  /** undefined: an optional one that is left out. */
  readonly inputs: readonly (Value | undefined)[];

  constructor(tf: TfjsModules, opset: number, node: NodeProto, inputs: readonly (Value | undefined)[]) {
    this.tf = tf;
    this.opset = opset;
    this.node = node;
    this.inputs = inputs;
  }

  input(index: number): Value {
    return this.inputs[index] ?? this.refuse(`without input ${index}`);
  }

  /** All inputs of an op that takes any number. */
  all(): readonly Value[] {
    return this.inputs.map((_, i) => this.input(i));
  }

  int(name: string, fallback: number): number {
    return this.#attribute(name)?.i ?? fallback;
  }

  isSet(name: string): boolean {
    return this.int(name, 0) !== 0;
  }

  ints(name: string): readonly number[] | undefined {
    return this.#attribute(name)?.ints;
  }

  float(name: string, fallback: number): number {
    return this.#attribute(name)?.f ?? fallback;
  }

  floats(name: string): readonly number[] | undefined {
    return this.#attribute(name)?.floats;
  }

  text(name: string, fallback: string): string {
    const attribute = this.#attribute(name);
    return attribute ? Buffer.from(attribute.s).toString() : fallback;
  }

  tensor(name: string): TensorProto | undefined {
    return this.#attribute(name)?.t;
  }

  /** Whole numbers that older opsets have in an attribute and newer ones in an input. */
  numbers(name: string, index: number): readonly number[] | undefined {
    return this.ints(name) ?? this.inputs[index]?.numbers();
  }

  /** An axis counted from the front. */
  axis(axis: number, rank: number): number {
    if (axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
    return this.refuse(`with the axis ${axis} of ${rank}`);
  }

  /** @param how - the op is asked for, so that it is not run */
  refuse(how: string): never {
    const { opType, name, output } = this.node;
    throw new InputError(
      `${opType} '${name || output[0]!}' is not run ${how}; --engine onnxruntime may run it`,
    );
  }

  #attribute(name: string): AttributeProto | undefined {
    return this.node.attribute.find((attribute) => attribute.name === name);
  }
}

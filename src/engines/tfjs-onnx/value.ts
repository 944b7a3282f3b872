import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../tfjs-runtime.js';
import type { ElementType, HostTensor } from './host-tensor.js';
import { isPlain, plainOrder, turn, type Order } from './turn.js';

/** More values than these are not held by JavaScript and TensorFlow.js both. */
const FEW = 1024;

/**
 * A tensor with the axes that ONNX gives it, in memory in one or more orders. A new order is made when an op first asks for
 * it, and kept: between convolutions nothing is moved, and weights are turned once. Owns its tensors.
 */
export class Value {
  readonly #tf: TfjsModules;
  readonly #tensors = new Map<string, { readonly order: Order; readonly tensor: Tensor }>();
  #host: HostTensor | undefined;
  readonly dims: readonly number[];
  readonly type: ElementType;

  private constructor(tf: TfjsModules, dims: readonly number[], type: ElementType) {
    this.#tf = tf;
    this.dims = dims;
    this.type = type;
  }

  /** Of a tensor that an op has just made. @param order - that its axes are in; default: ONNX's own */
  static of(tf: TfjsModules, tensor: Tensor, order: Order = plainOrder(tensor.rank)): Value {
    const { dtype } = tensor;
    if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool')
      throw new Error(`no such type: ${dtype}`);
    const dims = order.map((_, axis) => tensor.shape[order.indexOf(axis)]!);
    const value = new Value(tf, dims, dtype);
    value.#keep(order, tensor);
    return value;
  }

  /** Of values in JavaScript's memory; they go to TensorFlow.js when an op asks for them. */
  static ofHost(tf: TfjsModules, host: HostTensor): Value {
    const value = new Value(tf, host.dims, host.type);
    value.#host = host;
    return value;
  }

  static ofInts(tf: TfjsModules, ints: readonly number[], dims: readonly number[] = [ints.length]): Value {
    return Value.ofHost(tf, { dims, type: 'int32', data: Int32Array.from(ints) });
  }

  get rank(): number {
    return this.dims.length;
  }

  get size(): number {
    return this.dims.reduce((product, size) => product * size, 1);
  }

  /** An order that it is in already. */
  get order(): Order {
    for (const { order } of this.#tensors.values()) return order;
    return plainOrder(this.rank);
  }

  /** The tensor with its axes in an order. It stays this value's: not to be disposed. */
  in(order: Order): Tensor {
    const there = this.#tensors.get(order.join());
    if (there) return there.tensor;
    for (const { order: own, tensor } of this.#tensors.values()) {
      return this.#keep(order, turn(this.#tf, tensor, own, order));
    }
    const { dims, type, data } = this.#host!;
    const plain = this.#tf.tensor(data, [...dims], type);
    if (data.length > FEW) this.#host = undefined;
    if (isPlain(order)) return this.#keep(order, plain);
    // Of a weight only the order that is used takes memory.
    const turned = this.#keep(order, turn(this.#tf, plain, plainOrder(this.rank), order));
    plain.dispose();
    return turned;
  }

  plain(): Tensor {
    return this.in(plainOrder(this.rank));
  }

  /** Its values in ONNX's order. Waits for TensorFlow.js, if they are not here. */
  host(): HostTensor {
    this.#host ??= {
      ...{ dims: this.dims, type: this.type },
      data: this.plain().dataSync<'float32' | 'int32' | 'bool'>(),
    };
    return this.#host;
  }

  numbers(): number[] {
    return Array.from(this.host().data, Number);
  }

  dispose(): void {
    for (const { tensor } of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }

  #keep(order: Order, tensor: Tensor): Tensor {
    this.#tensors.set(order.join(), { order, tensor: this.#tf.keep(tensor) });
    return tensor;
  }
}

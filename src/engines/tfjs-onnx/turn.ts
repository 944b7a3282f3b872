import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../tfjs-runtime.js';

/** Which axis of ONNX's is the first in memory, which the second and so on. */
export type Order = readonly number[];

export const plainOrder = (rank: number): Order => Array.from({ length: rank }, (_, axis) => axis);

/** N, places, channels: what convolutions and pools of TensorFlow.js take. */
export const channelsLast = (rank: number): Order => [0, ...plainOrder(rank).slice(2), 1];

export const isPlain = (order: Order): boolean => order.every((axis, i) => axis === i);

/** A tensor with its axes in another order. Moves nothing if only axes of one place are in the way. */
export function turn(tf: TfjsModules, tensor: Tensor, from: Order, to: Order): Tensor {
  const axes = to.map((axis) => from.indexOf(axis));
  const long = axes.filter((axis) => tensor.shape[axis]! > 1);
  return long.every((axis, i) => i === 0 || axis > long[i - 1]!)
    ? tf.reshape(
        tensor,
        axes.map((axis) => tensor.shape[axis]!),
      )
    : tf.transpose(tensor, axes);
}

/**
 * The order that is left of one without some axes.
 * @param gone - axes of ONNX's that are no more
 */
export function orderWithout(order: Order, gone: readonly number[]): Order {
  const left = order.filter((axis) => !gone.includes(axis));
  return left.map((axis) => axis - gone.filter((other) => other < axis).length);
}

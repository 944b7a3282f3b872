import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../../tfjs-runtime.js';

/** Whether places are all those of an axis, in order. */
export const isWhole = (places: readonly number[], size: number): boolean =>
  places.length === size && places.every((place, i) => place === i);

/** Some places of an axis in memory, in the order given; one may be taken more than once. */
export function take(tf: TfjsModules, tensor: Tensor, places: readonly number[], axis: number): Tensor {
  if (isWhole(places, tensor.shape[axis]!)) return tensor;
  return tf.gather(tensor, tf.tensor1d(Int32Array.from(places), 'int32'), axis);
}

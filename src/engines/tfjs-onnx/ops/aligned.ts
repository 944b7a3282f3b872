import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../../tfjs-runtime.js';
import { isPlain, plainOrder, turn, type Order } from '../turn.js';
import type { Value } from '../value.js';

/** Tensors that broadcast against each other as ONNX's would, all in one order: the one that saves most turning. */
export function aligned(
  tf: TfjsModules,
  values: readonly Value[],
): { readonly order: Order; readonly tensors: Tensor[] } {
  const rank = Math.max(...values.map((value) => value.rank));
  const turned = values.find((value) => value.rank === rank && !isPlain(value.order));
  const order = turned?.order ?? plainOrder(rank);
  return { order, tensors: values.map((value) => lifted(tf, value, order)) };
}

/** With as many axes as the order has; new ones are the first. */
function lifted(tf: TfjsModules, value: Value, order: Order): Tensor {
  if (value.rank === order.length) return value.in(order);
  if (isPlain(order)) return value.plain();
  const missing = Array.from({ length: order.length - value.rank }, () => 1);
  return turn(tf, tf.reshape(value.plain(), [...missing, ...value.dims]), plainOrder(order.length), order);
}

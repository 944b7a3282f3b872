import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../../tfjs-runtime.js';
import type { Op, OpCall, OpTable } from '../op-call.js';
import { orderWithout, plainOrder } from '../turn.js';
import { Value } from '../value.js';

type Reduction = (x: Tensor, axes: number[], tf: TfjsModules) => Tensor;

/** One axis after the other: a sum of sums loses fewer digits than one long sum, and a mean of means is the mean. */
export const sumOver: Reduction = (x, axes, tf) => axes.reduce((part, axis) => tf.sum(part, axis, true), x);
export const meanOver: Reduction = (x, axes, tf) => axes.reduce((part, axis) => tf.mean(part, axis, true), x);

/** @param axes - of ONNX's, from the front */
function reduced({ tf }: OpCall, x: Value, axes: readonly number[], keep: boolean, apply: Reduction): Value {
  const { order } = x;
  const places = axes.map((axis) => order.indexOf(axis));
  const made = places.length === 0 ? tf.clone(x.in(order)) : apply(x.in(order), places, tf);
  if (keep) return Value.of(tf, made, order);
  const left = made.shape.filter((_, place) => !places.includes(place));
  return Value.of(tf, tf.reshape(made, left), orderWithout(order, axes));
}

const reduction =
  (apply: Reduction): Op =>
  (call) => {
    const x = call.input(0);
    const named = call.numbers('axes', 1) ?? [];
    const isWhole = named.length === 0 && !call.isSet('noop_with_empty_axes');
    const axes = isWhole ? plainOrder(x.rank) : named.map((axis) => call.axis(axis, x.rank));
    return reduced(call, x, axes, call.int('keepdims', 1) !== 0, apply);
  };

/** Over all places of every channel. */
const overPlaces =
  (apply: Reduction): Op =>
  (call) => {
    const x = call.input(0);
    return reduced(call, x, plainOrder(x.rank).slice(2), true, apply);
  };

const extreme =
  (find: (x: Tensor, axis: number, tf: TfjsModules) => Tensor): Op =>
  (call) => {
    if (call.isSet('select_last_index')) call.refuse('with select_last_index');
    const x = call.input(0);
    const axis = call.axis(call.int('axis', 0), x.rank);
    return reduced(call, x, [axis], call.int('keepdims', 1) !== 0, (given, [place], tf) =>
      tf.expandDims(find(given, place!, tf), place),
    );
  };

const maxOver: Reduction = (x, axes, tf) => tf.max(x, axes, true);

const logSumExp: Reduction = (x, axes, tf) => {
  const most = maxOver(x, axes, tf);
  return tf.add(most, tf.log(sumOver(tf.exp(tf.sub(x, most)), axes, tf)));
};

export const reduceOps: OpTable = {
  ReduceSum: reduction(sumOver),
  ReduceMean: reduction(meanOver),
  ReduceMax: reduction(maxOver),
  ReduceMin: reduction((x, axes, tf) => tf.min(x, axes, true)),
  ReduceProd: reduction((x, axes, tf) => tf.prod(x, axes, true)),
  ReduceL1: reduction((x, axes, tf) => sumOver(tf.abs(x), axes, tf)),
  ReduceL2: reduction((x, axes, tf) => tf.sqrt(sumOver(tf.square(x), axes, tf))),
  ReduceSumSquare: reduction((x, axes, tf) => sumOver(tf.square(x), axes, tf)),
  ReduceLogSum: reduction((x, axes, tf) => tf.log(sumOver(x, axes, tf))),
  ReduceLogSumExp: reduction(logSumExp),
  GlobalAveragePool: overPlaces(meanOver),
  GlobalMaxPool: overPlaces(maxOver),
  ArgMax: extreme((x, axis, tf) => tf.argMax(x, axis)),
  ArgMin: extreme((x, axis, tf) => tf.argMin(x, axis)),
};

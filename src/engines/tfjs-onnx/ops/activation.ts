import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../../tfjs-runtime.js';
import type { Op, OpCall, OpTable } from '../op-call.js';
import { plainOrder } from '../turn.js';
import { Value } from '../value.js';
import { aligned } from './aligned.js';
import { unary } from './elementwise.js';

const above = (x: Tensor, tf: TfjsModules): Tensor => tf.greater(x, tf.scalar(0));

/** `scale * (exp(x) - 1)` below zero. */
const exponential = (x: Tensor, tf: TfjsModules, scale: number, width = 1): Tensor =>
  tf.where(above(x, tf), x, tf.mul(tf.expm1(tf.div(x, tf.scalar(width))), tf.scalar(scale)));

/** log(1 + exp(x)), without overflow. */
const softplus = (x: Tensor, tf: TfjsModules): Tensor =>
  tf.add(tf.relu(x), tf.log1p(tf.exp(tf.neg(tf.abs(x)))));

const hardSigmoid = (x: Tensor, tf: TfjsModules, alpha: number, beta: number): Tensor =>
  tf.clipByValue(tf.add(tf.mul(x, tf.scalar(alpha)), tf.scalar(beta)), 0, 1);

function gelu(x: Tensor, tf: TfjsModules, call: OpCall): Tensor {
  const half = tf.mul(x, tf.scalar(0.5));
  if (call.text('approximate', 'none') === 'none') {
    return tf.mul(half, tf.add(tf.erf(tf.mul(x, tf.scalar(Math.SQRT1_2))), tf.scalar(1)));
  }
  const cube = tf.mul(tf.mul(tf.square(x), x), tf.scalar(0.044715));
  const inner = tf.mul(tf.add(x, cube), tf.scalar(Math.sqrt(2 / Math.PI)));
  return tf.mul(half, tf.add(tf.tanh(inner), tf.scalar(1)));
}

/** The bounds are attributes up to opset 10, then inputs. */
const clip: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const isWhole = x.type === 'int32';
  const [least, most] = isWhole ? [-(2 ** 31), 2 ** 31 - 1] : [-Infinity, Infinity];
  const low = call.inputs[1]?.numbers()[0] ?? call.float('min', least);
  const high = call.inputs[2]?.numbers()[0] ?? call.float('max', most);
  const given = x.in(x.order);
  const clipped = isWhole
    ? tf.minimum(tf.maximum(given, tf.scalar(low, 'int32')), tf.scalar(high, 'int32'))
    : tf.clipByValue(given, low, high);
  return Value.of(tf, clipped, x.order);
};

const prelu: Op = (call) => {
  const { tf } = call;
  const { order, tensors } = aligned(tf, [call.input(0), call.input(1)]);
  const [x, slope] = [tensors[0]!, tensors[1]!];
  return Value.of(tf, tf.add(tf.relu(x), tf.mul(slope, tf.minimum(x, tf.scalar(0)))), order);
};

/** Along an axis; up to opset 12 over all axes from it on, as one. */
const softmax =
  (apply: (x: Tensor, tf: TfjsModules) => Tensor): Op =>
  (call) => {
    const { tf, opset } = call;
    const x = call.input(0);
    const axis = call.axis(call.int('axis', opset < 13 ? 1 : -1), x.rank);
    if (opset < 13) {
      const rest = x.dims.slice(axis).reduce((product, size) => product * size, 1);
      return Value.of(tf, tf.reshape(apply(tf.reshape(x.plain(), [-1, rest]), tf), [...x.dims]));
    }
    const order =
      x.order.at(-1) === axis ? x.order : [...plainOrder(x.rank).filter((each) => each !== axis), axis];
    return Value.of(tf, apply(x.in(order), tf), order);
  };

function logSoftmax(x: Tensor, tf: TfjsModules): Tensor {
  const shifted = tf.sub(x, tf.max(x, -1, true));
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
}

export const activationOps: OpTable = {
  Clip: clip,
  PRelu: prelu,
  Softmax: softmax((x, tf) => tf.softmax(x)),
  LogSoftmax: softmax(logSoftmax),
  Relu: unary((x, tf) => tf.relu(x)),
  LeakyRelu: unary((x, tf, call) => tf.leakyRelu(x, call.float('alpha', 0.01))),
  ThresholdedRelu: unary((x, tf, call) =>
    tf.where(tf.greater(x, tf.scalar(call.float('alpha', 1))), x, tf.zerosLike(x)),
  ),
  Sigmoid: unary((x, tf) => tf.sigmoid(x)),
  Tanh: unary((x, tf) => tf.tanh(x)),
  Elu: unary((x, tf, call) => exponential(x, tf, call.float('alpha', 1))),
  Celu: unary((x, tf, call) => exponential(x, tf, call.float('alpha', 1), call.float('alpha', 1))),
  Selu: unary((x, tf, call) => {
    const alpha = call.float('alpha', 1.6732632423543772);
    return tf.mul(exponential(x, tf, alpha), tf.scalar(call.float('gamma', 1.0507009873554805)));
  }),
  HardSigmoid: unary((x, tf, call) => hardSigmoid(x, tf, call.float('alpha', 0.2), call.float('beta', 0.5))),
  HardSwish: unary((x, tf) => tf.mul(x, hardSigmoid(x, tf, 1 / 6, 0.5))),
  Softplus: unary(softplus),
  Softsign: unary((x, tf) => tf.div(x, tf.add(tf.abs(x), tf.scalar(1)))),
  Mish: unary((x, tf) => tf.mul(x, tf.tanh(softplus(x, tf)))),
  Gelu: unary(gelu),
};

import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../../tfjs-runtime.js';
import type { Op, OpCall, OpTable } from '../op-call.js';
import { plainOrder, type Order } from '../turn.js';
import { Value } from '../value.js';
import { meanOver } from './reduce.js';

/** One value a channel, to broadcast against a tensor in an order. */
function perChannel({ tf }: OpCall, values: Value, order: Order): Tensor {
  return tf.reshape(
    values.plain(),
    order.map((axis) => (axis === 1 ? values.size : 1)),
  );
}

/** Mean 0 and variance 1 over some axes in memory. */
function standardised(tf: TfjsModules, x: Tensor, axes: number[], epsilon: number): Tensor {
  const centred = tf.sub(x, meanOver(x, axes, tf));
  const variance = meanOver(tf.square(centred), axes, tf);
  return tf.div(centred, tf.sqrt(tf.add(variance, tf.scalar(epsilon))));
}

const batchNormalisation: Op = (call) => {
  const { tf } = call;
  if (call.isSet('training_mode') || call.node.output.length > 1) call.refuse('in training');
  const x = call.input(0);
  const [scale, offset, mean, variance] = [1, 2, 3, 4].map((i) => perChannel(call, call.input(i), x.order));
  const spread = tf.sqrt(tf.add(variance!, tf.scalar(call.float('epsilon', 1e-5))));
  const factor = tf.div(scale!, spread);
  const shift = tf.sub(offset!, tf.mul(mean!, factor));
  return Value.of(tf, tf.add(tf.mul(x.in(x.order), factor), shift), x.order);
};

const instanceNormalisation: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const { order } = x;
  const axes = plainOrder(x.rank)
    .slice(2)
    .map((axis) => order.indexOf(axis));
  const made = standardised(tf, x.in(order), axes, call.float('epsilon', 1e-5));
  const [scale, offset] = [perChannel(call, call.input(1), order), perChannel(call, call.input(2), order)];
  return Value.of(tf, tf.add(tf.mul(made, scale), offset), order);
};

const layerNormalisation: Op = (call) => {
  const { tf } = call;
  if (call.node.output.length > 1) call.refuse('with its mean or deviation as an output');
  const x = call.input(0);
  const axes = plainOrder(x.rank).slice(call.axis(call.int('axis', -1), x.rank));
  const made = standardised(tf, x.plain(), axes, call.float('epsilon', 1e-5));
  const scaled = tf.mul(made, call.input(1).plain());
  const offset = call.inputs[2];
  return Value.of(tf, offset ? tf.add(scaled, offset.plain()) : scaled);
};

/** Scale and offset are of groups up to opset 20, then of channels. */
const groupNormalisation: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const groups = call.int('num_groups', 1);
  const [batch = 1, channels = 1] = x.dims;
  const grouped = tf.reshape(x.plain(), [batch, groups, -1]);
  const made = tf.reshape(standardised(tf, grouped, [2], call.float('epsilon', 1e-5)), [...x.dims]);
  const ofChannels = (index: number): Tensor => {
    const values = call.input(index);
    const times = channels / values.size;
    const spread = tf.tile(tf.reshape(values.plain(), [-1, 1]), [1, times]);
    return tf.reshape(
      spread,
      x.dims.map((_, axis) => (axis === 1 ? channels : 1)),
    );
  };
  return Value.of(tf, tf.add(tf.mul(made, ofChannels(1)), ofChannels(2)));
};

/** Each vector along an axis to length 1. */
const lpNormalisation: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const place = x.order.indexOf(call.axis(call.int('axis', -1), x.rank));
  const given = x.in(x.order);
  const isEuclidean = call.int('p', 2) === 2;
  const length = isEuclidean
    ? tf.sqrt(tf.sum(tf.square(given), place, true))
    : tf.sum(tf.abs(given), place, true);
  return Value.of(tf, tf.div(given, length), x.order);
};

export const normalisationOps: OpTable = {
  BatchNormalization: batchNormalisation,
  InstanceNormalization: instanceNormalisation,
  LayerNormalization: layerNormalisation,
  GroupNormalization: groupNormalisation,
  LpNormalization: lpNormalisation,
};

import type { Op, OpCall, OpTable } from '../op-call.js';
import { channelsLast, plainOrder } from '../turn.js';
import { Value } from '../value.js';
import { take } from './take.js';

/** Channels become places: each pixel a block. */
const depthToSpace: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const block = call.int('blocksize', 1);
  const [batch = 1, channels = 1, height = 1, width = 1] = x.dims;
  const left = channels / block ** 2;
  const images = x.in(channelsLast(4));
  const isColumnFirst = call.text('mode', 'DCR') === 'CRD';
  const parts = isColumnFirst
    ? tf.transpose(tf.reshape(images, [batch, height, width, left, block, block]), [0, 1, 4, 2, 5, 3])
    : tf.transpose(tf.reshape(images, [batch, height, width, block, block, left]), [0, 1, 3, 2, 4, 5]);
  return Value.of(tf, tf.reshape(parts, [batch, height * block, width * block, left]), channelsLast(4));
};

const spaceToDepth: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const block = call.int('blocksize', 1);
  const [batch = 1, channels = 1, height = 1, width = 1] = x.dims;
  const [rows, columns] = [height / block, width / block];
  const parts = tf.reshape(x.in(channelsLast(4)), [batch, rows, block, columns, block, channels]);
  const turned = tf.transpose(parts, [0, 1, 3, 2, 4, 5]);
  return Value.of(tf, tf.reshape(turned, [batch, rows, columns, channels * block ** 2]), channelsLast(4));
};

const pad: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const given = call.numbers('pads', 1) ?? call.refuse('without pads');
  const axes = call.inputs[3]?.numbers().map((axis) => call.axis(axis, x.rank)) ?? plainOrder(x.rank);
  const mode = call.text('mode', 'constant');
  const { order } = x;
  const sides = order.map((axis): [number, number] => {
    const i = axes.indexOf(axis);
    return i < 0 ? [0, 0] : [given[i]!, given[i + axes.length]!];
  });
  const tensor = x.in(order);
  if (mode === 'constant') {
    // A negative side cuts off.
    const begin = sides.map(([before]) => Math.max(0, -before));
    const sizes = tensor.shape.map((size, i) => size - begin[i]! - Math.max(0, -sides[i]![1]));
    const value = call.inputs[2]?.numbers()[0] ?? call.float('value', 0);
    const added = sides.map(([before, after]): [number, number] => [Math.max(0, before), Math.max(0, after)]);
    return Value.of(tf, tf.pad(tf.slice(tensor, begin, sizes), added, value), order);
  }
  const place = placeBeyond(call, mode);
  const made = sides.reduce((part, [before, after], axis) => {
    const size = tensor.shape[axis]!;
    const places = Array.from({ length: before + size + after }, (_, i) => place(i - before, size));
    return take(tf, part, places, axis);
  }, tf.clone(tensor));
  return Value.of(tf, made, order);
};

/** Which place of an axis stands for one that may lie outside of it. */
function placeBeyond(call: OpCall, mode: string): (at: number, size: number) => number {
  if (mode === 'edge') return (at, size) => Math.min(Math.max(at, 0), size - 1);
  if (mode === 'wrap') return (at, size) => ((at % size) + size) % size;
  if (mode !== 'reflect') return call.refuse(`in the mode ${mode}`);
  return (at, size) => {
    const period = Math.max(1, 2 * (size - 1));
    const within = ((at % period) + period) % period;
    return within < size ? within : period - within;
  };
}

export const rearrangeOps: OpTable = { DepthToSpace: depthToSpace, SpaceToDepth: spaceToDepth, Pad: pad };

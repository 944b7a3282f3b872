import type { Op, OpTable } from '../op-call.js';
import { orderWithout, plainOrder } from '../turn.js';
import { Value } from '../value.js';
import { take } from './take.js';

const concat: Op = (call) => {
  const { tf } = call;
  const [first, ...others] = call.all();
  const values = [first ?? call.refuse('without inputs'), ...others];
  const axis = call.axis(call.int('axis', 1), values[0]!.rank);
  const order = values.find((value) => value.order.join() !== plainOrder(value.rank).join())?.order;
  const common = order ?? plainOrder(values[0]!.rank);
  const parts = values.filter((value) => value.dims[axis] !== 0).map((value) => value.in(common));
  return Value.of(
    tf,
    parts.length > 0 ? tf.concat(parts, common.indexOf(axis)) : tf.clone(values[0]!.in(common)),
    common,
  );
};

const split: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const axis = call.axis(call.int('axis', 0), x.rank);
  const size = x.dims[axis]!;
  const count = call.int('num_outputs', call.node.output.length);
  const each = Math.ceil(size / count);
  const sizes =
    call.numbers('split', 1) ?? Array.from({ length: count }, (_, i) => Math.min(each, size - i * each));
  const { order } = x;
  return tf.split(x.in(order), [...sizes], order.indexOf(axis)).map((part) => Value.of(tf, part, order));
};

interface Cut {
  readonly axis: number;
  readonly places: readonly number[];
}

const slice: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const starts = call.numbers('starts', 1) ?? call.refuse('without starts');
  const ends = call.numbers('ends', 2) ?? call.refuse('without ends');
  const axes = call.numbers('axes', 3) ?? starts.map((_, i) => i);
  const steps = call.inputs[4]?.numbers() ?? starts.map(() => 1);
  const cuts = axes.map((each, i): Cut => {
    const axis = call.axis(each, x.rank);
    const size = x.dims[axis]!;
    const step = steps[i]!;
    const from = (at: number) => (at < 0 ? at + size : at);
    const clamp = (at: number, low: number, high: number) => Math.min(Math.max(at, low), high);
    const start = step > 0 ? clamp(from(starts[i]!), 0, size) : clamp(from(starts[i]!), -1, size - 1);
    const end = step > 0 ? clamp(from(ends[i]!), 0, size) : clamp(from(ends[i]!), -1, size - 1);
    const count = Math.max(0, Math.ceil((end - start) / step));
    return { axis, places: Array.from({ length: count }, (_, k) => start + k * step) };
  });
  const { order } = x;
  const run = cuts.filter(({ places }, i) => places.length === 0 || steps[i] === 1);
  const begin = order.map((axis) => run.find((cut) => cut.axis === axis)?.places[0] ?? 0);
  const sizes = order.map((axis) => run.find((cut) => cut.axis === axis)?.places.length ?? x.dims[axis]!);
  const cut = cuts
    .filter((each) => !run.includes(each))
    .reduce(
      (part, { axis, places }) => take(tf, part, places, order.indexOf(axis)),
      tf.slice(x.in(order), begin, sizes),
    );
  return Value.of(tf, cut, order);
};

const gather: Op = (call) => {
  const { tf } = call;
  const [x, at] = [call.input(0), call.input(1)];
  const axis = call.axis(call.int('axis', 0), x.rank);
  const size = x.dims[axis]!;
  const places = at.numbers().map((place) => (place < 0 ? place + size : place));
  if (places.some((place) => place < 0 || place >= size)) call.refuse(`of places outside 0..${size - 1}`);
  const order = at.rank > 1 ? plainOrder(x.rank) : x.order;
  const taken = tf.gather(x.in(order), tf.tensor1d(Int32Array.from(places), 'int32'), order.indexOf(axis));
  if (at.rank === 1) return Value.of(tf, taken, order);
  if (at.rank === 0) {
    const left = order.filter((each) => each !== axis).map((each) => x.dims[each]!);
    return Value.of(tf, tf.reshape(taken, left), orderWithout(order, [axis]));
  }
  return Value.of(tf, tf.reshape(taken, [...x.dims.slice(0, axis), ...at.dims, ...x.dims.slice(axis + 1)]));
};

const gatherNd: Op = (call) => {
  if (call.int('batch_dims', 0) !== 0) call.refuse('with batch_dims');
  const [x, at] = [call.input(0), call.input(1)];
  return Value.of(call.tf, call.tf.gatherND(x.plain(), at.plain()));
};

const scatterNd: Op = (call) => {
  if (call.text('reduction', 'none') !== 'none') call.refuse('with a reduction');
  const [x, at, updates] = [call.input(0), call.input(1), call.input(2)];
  return Value.of(call.tf, call.tf.tensorScatterUpdate(x.plain(), at.plain(), updates.plain()));
};

const tile: Op = (call) => {
  const x = call.input(0);
  const times = call.input(1).numbers();
  const { order } = x;
  const repeated = call.tf.tile(
    x.in(order),
    order.map((axis) => times[axis]!),
  );
  return Value.of(call.tf, repeated, order);
};

const cumulate: Op = (call) => {
  const x = call.input(0);
  const axis = call.axis(call.input(1).numbers()[0]!, x.rank);
  const { order } = x;
  const sums = call.tf.cumsum(
    x.in(order),
    order.indexOf(axis),
    call.isSet('exclusive'),
    call.isSet('reverse'),
  );
  return Value.of(call.tf, sums, order);
};

export const selectionOps: OpTable = {
  Concat: concat,
  Split: split,
  Slice: slice,
  Gather: gather,
  GatherND: gatherNd,
  ScatterND: scatterNd,
  Tile: tile,
  CumSum: cumulate,
};

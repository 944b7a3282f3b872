import { hostTensor } from '../host-tensor.js';
import type { Op, OpCall, OpTable } from '../op-call.js';
import { isPlain, orderWithout, plainOrder } from '../turn.js';
import { Value } from '../value.js';
import { broadcastDims } from './broadcast-dims.js';
import { FLOAT16, BOOL, DOUBLE, FLOAT } from '../../onnx-schema.js';

const same: Op = (call) => {
  const x = call.input(0);
  return Value.of(call.tf, call.tf.clone(x.in(x.order)), x.order);
};

const reshaped = ({ tf }: OpCall, x: Value, dims: readonly number[]): Value =>
  Value.of(tf, tf.reshape(x.plain(), [...dims]));

const reshape: Op = (call) => {
  const x = call.input(0);
  const asked = call.numbers('shape', 1) ?? call.refuse('without a shape');
  const dims = asked.map((size, i) => (size === 0 && !call.isSet('allowzero') ? x.dims[i]! : size));
  return reshaped(call, x, dims);
};

const flatten: Op = (call) => {
  const x = call.input(0);
  const asked = call.int('axis', 1);
  const axis = asked < 0 ? asked + x.rank : asked;
  const rows = x.dims.slice(0, axis).reduce((product, size) => product * size, 1);
  return reshaped(call, x, [rows, x.size / rows]);
};

const squeeze: Op = (call) => {
  const x = call.input(0);
  const named = call.numbers('axes', 1)?.map((axis) => call.axis(axis, x.rank));
  const gone = named ?? plainOrder(x.rank).filter((axis) => x.dims[axis] === 1);
  const { order } = x;
  const left = order.filter((axis) => !gone.includes(axis)).map((axis) => x.dims[axis]!);
  return Value.of(call.tf, call.tf.reshape(x.in(order), left), orderWithout(order, gone));
};

const unsqueeze: Op = (call) => {
  const x = call.input(0);
  const named = call.numbers('axes', 1) ?? call.refuse('without axes');
  const rank = x.rank + named.length;
  const added = named.map((axis) => call.axis(axis, rank));
  const own = plainOrder(rank).filter((axis) => !added.includes(axis));
  const { order } = x;
  const shape = [...added.map(() => 1), ...order.map((axis) => x.dims[axis]!)];
  const turned = [...added, ...order.map((axis) => own[axis]!)];
  return isPlain(order)
    ? reshaped(
        call,
        x,
        plainOrder(rank).map((axis) => (added.includes(axis) ? 1 : x.dims[own.indexOf(axis)]!)),
      )
    : Value.of(call.tf, call.tf.reshape(x.in(order), shape), turned);
};

/** Nothing is moved until an op needs the new order. */
const transpose: Op = (call) => {
  const x = call.input(0);
  const axes = call.ints('perm') ?? plainOrder(x.rank).toReversed();
  return Value.of(
    call.tf,
    call.tf.clone(x.in(x.order)),
    x.order.map((axis) => axes.indexOf(axis)),
  );
};

const shape: Op = (call) => {
  const x = call.input(0);
  const end = call.int('end', x.rank);
  return Value.ofInts(call.tf, x.dims.slice(call.int('start', 0), end));
};

const expand: Op = (call) => {
  const x = call.input(0);
  const dims = broadcastDims(x.dims, call.input(1).numbers());
  return Value.of(call.tf, call.tf.broadcastTo(x.plain(), dims));
};

const constantOfShape: Op = (call) => {
  const dims = call.input(0).numbers();
  const proto = call.tensor('value');
  const { type, data } = proto ? hostTensor(proto) : { type: 'float32' as const, data: Float32Array.of(0) };
  return Value.of(call.tf, call.tf.fill(dims, data[0]!, type));
};

const range: Op = (call) => {
  const [start, limit, step] = [0, 1, 2].map((i) => call.input(i).numbers()[0]!);
  const count = Math.max(0, Math.ceil((limit! - start!) / step!));
  const values = Array.from({ length: count }, (_, i) => start! + i * step!);
  if (call.input(0).type === 'int32') return Value.ofInts(call.tf, values);
  return Value.ofHost(call.tf, { dims: [count], type: 'float32', data: Float32Array.from(values) });
};

/** A constant that stands in a node. */
const constant: Op = (call) => {
  const proto = call.tensor('value');
  if (proto) return Value.ofHost(call.tf, hostTensor(proto));
  const ints = call.ints('value_ints');
  if (call.node.attribute.some(({ name }) => name === 'value_int'))
    return Value.ofInts(call.tf, [call.int('value_int', 0)], []);
  if (ints?.length) return Value.ofInts(call.tf, ints);
  const floats = call.floats('value_floats');
  const data = Float32Array.from(floats?.length ? floats : [call.float('value_float', NaN)]);
  if (data.some(Number.isNaN)) call.refuse('with a value of this kind');
  return Value.ofHost(call.tf, { dims: floats?.length ? [floats.length] : [], type: 'float32', data });
};

const cast: Op = (call) => {
  const to = call.int('to', FLOAT);
  if (to === FLOAT16) call.refuse('to float16');
  const x = call.input(0);
  const given = x.in(x.order);
  const { tf } = call;
  const isFloat = to === FLOAT || to === DOUBLE;
  const made =
    to === BOOL ? tf.notEqual(given, tf.zerosLike(given)) : tf.cast(given, isFloat ? 'float32' : 'int32');
  return Value.of(tf, made, x.order);
};

export const shapeOps: OpTable = {
  Identity: same,
  Dropout: same,
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Shape: shape,
  Size: (call) => Value.ofInts(call.tf, [call.input(0).size], []),
  Expand: expand,
  ConstantOfShape: constantOfShape,
  Range: range,
  Constant: constant,
  Cast: cast,
};

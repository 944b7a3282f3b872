import type { Tensor } from '@tensorflow/tfjs-core';
import type { Op, OpTable } from '../op-call.js';
import { plainOrder } from '../turn.js';
import { Value } from '../value.js';
import { broadcastDims } from './broadcast-dims.js';

/** Stacks of matrices; one matrix on the right is applied to all rows at once. */
const matMul: Op = (call) => {
  const { tf } = call;
  const [a, b] = [call.input(0), call.input(1)];
  const rows = a.rank === 1 ? tf.expandDims(a.plain(), 0) : a.plain();
  const columns = b.rank === 1 ? tf.expandDims(b.plain(), 1) : b.plain();
  const product = stacked(rows, columns);
  const shape = product.shape.filter(
    (_, i) => !(a.rank === 1 && i === product.rank - 2) && !(b.rank === 1 && i === product.rank - 1),
  );
  return Value.of(tf, tf.reshape(product, shape));

  function stacked(left: Tensor, right: Tensor): Tensor {
    if (right.rank > 2) {
      // Stacks of one size: the WebAssembly backend is wrong about those that have to be broadcast.
      const stack = broadcastDims(left.shape.slice(0, -2), right.shape.slice(0, -2));
      const spread = (tensor: Tensor) => {
        const dims = [...stack, ...tensor.shape.slice(-2)];
        return dims.join() === tensor.shape.join() ? tensor : tf.broadcastTo(tensor, dims);
      };
      return tf.matMul(spread(left), spread(right));
    }
    const flat = tf.matMul(tf.reshape(left, [-1, left.shape.at(-1)!]), right);
    return tf.reshape(flat, [...left.shape.slice(0, -1), right.shape.at(-1)!]);
  }
};

const gemm: Op = (call) => {
  const { tf } = call;
  const turned = (name: string) => (call.isSet(name) ? [1, 0] : [0, 1]);
  const product = tf.matMul(call.input(0).in(turned('transA')), call.input(1).in(turned('transB')));
  const scaled = (tensor: Tensor, scale: number) => (scale === 1 ? tensor : tf.mul(tensor, tf.scalar(scale)));
  const ours = scaled(product, call.float('alpha', 1));
  const added = call.inputs[2];
  return Value.of(tf, added ? tf.add(ours, scaled(added.plain(), call.float('beta', 1))) : ours);
};

const einsum: Op = (call) => {
  const { tf } = call;
  const equation = call.text('equation', '').replaceAll(' ', '');
  if (!equation.includes('->') || equation.includes('.')) call.refuse(`with the equation ${equation}`);
  return Value.of(tf, tf.einsum(equation, ...call.all().map((value) => value.plain())));
};

/** Keeps a triangle of each matrix, the upper one unless told otherwise. */
const trilu: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const shift = call.inputs[1]?.numbers()[0] ?? 0;
  const isUpper = call.int('upper', 1) !== 0;
  const [rows, columns] = [x.dims.at(-2)!, x.dims.at(-1)!];
  const isKept = Uint8Array.from({ length: rows * columns }, (_, i) => {
    const beyond = (i % columns) - Math.floor(i / columns);
    return Number(isUpper ? beyond >= shift : beyond <= shift);
  });
  const mask = tf.tensor(
    isKept,
    [
      ...plainOrder(x.rank)
        .slice(2)
        .map(() => 1),
      rows,
      columns,
    ],
    'bool',
  );
  return Value.of(tf, tf.where(mask, x.plain(), tf.zerosLike(x.plain())));
};

export const matrixOps: OpTable = { MatMul: matMul, Gemm: gemm, Einsum: einsum, Trilu: trilu };

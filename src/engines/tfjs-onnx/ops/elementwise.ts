import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../../tfjs-runtime.js';
import type { Op, OpCall, OpTable } from '../op-call.js';
import { Value } from '../value.js';
import { aligned } from './aligned.js';

/** An op of every value alone. */
export const unary =
  (apply: (x: Tensor, tf: TfjsModules, call: OpCall) => Tensor): Op =>
  (call) => {
    const x = call.input(0);
    return Value.of(call.tf, apply(x.in(x.order), call.tf, call), x.order);
  };

const binary =
  (apply: (a: Tensor, b: Tensor, tf: TfjsModules, call: OpCall) => Tensor): Op =>
  (call) => {
    const { order, tensors } = aligned(call.tf, [call.input(0), call.input(1)]);
    return Value.of(call.tf, apply(tensors[0]!, tensors[1]!, call.tf, call), order);
  };

/** Of any number of inputs, one after the other. */
const variadic =
  (apply: (a: Tensor, b: Tensor, tf: TfjsModules) => Tensor): Op =>
  (call) => {
    const { tf } = call;
    const { order, tensors } = aligned(tf, call.all());
    const made = tensors.length > 1 ? tensors.reduce((a, b) => apply(a, b, tf)) : tf.clone(tensors[0]!);
    return Value.of(tf, made, order);
  };

const mean: Op = (call) => {
  const { order, tensors } = aligned(call.tf, call.all());
  const sum = tensors.reduce((a, b) => call.tf.add(a, b));
  return Value.of(call.tf, call.tf.div(sum, call.tf.scalar(tensors.length)), order);
};

const where: Op = (call) => {
  const { order, tensors } = aligned(call.tf, [call.input(0), call.input(1), call.input(2)]);
  return Value.of(call.tf, call.tf.where(tensors[0]!, tensors[1]!, tensors[2]!), order);
};

/** Whole numbers are rounded towards zero. */
function divide(a: Tensor, b: Tensor, tf: TfjsModules): Tensor {
  if (a.dtype !== 'int32') return tf.div(a, b);
  const floor = tf.floorDiv(a, b);
  const isRest = tf.notEqual(tf.sub(a, tf.mul(floor, b)), tf.scalar(0, 'int32'));
  const isNegative = tf.less(floor, tf.scalar(0, 'int32'));
  return tf.add(floor, tf.cast(tf.logicalAnd(isRest, isNegative), 'int32'));
}

/** With the sign of the divisor; with `fmod` that of what is divided. */
function remainder(a: Tensor, b: Tensor, tf: TfjsModules, call: OpCall): Tensor {
  if (call.isSet('fmod')) return tf.mul(tf.sign(a), tf.mod(tf.abs(a), tf.abs(b)));
  return a.dtype === 'int32' ? tf.sub(a, tf.mul(tf.floorDiv(a, b), b)) : tf.mod(a, b);
}

export const elementwiseOps: OpTable = {
  Add: binary((a, b, tf) => tf.add(a, b)),
  Sub: binary((a, b, tf) => tf.sub(a, b)),
  Mul: binary((a, b, tf) => tf.mul(a, b)),
  Div: binary(divide),
  Mod: binary(remainder),
  Pow: binary((a, b, tf) => tf.pow(a, tf.cast(b, a.dtype))),
  Equal: binary((a, b, tf) => tf.equal(a, b)),
  Greater: binary((a, b, tf) => tf.greater(a, b)),
  GreaterOrEqual: binary((a, b, tf) => tf.greaterEqual(a, b)),
  Less: binary((a, b, tf) => tf.less(a, b)),
  LessOrEqual: binary((a, b, tf) => tf.lessEqual(a, b)),
  And: binary((a, b, tf) => tf.logicalAnd(a, b)),
  Or: binary((a, b, tf) => tf.logicalOr(a, b)),
  Xor: binary((a, b, tf) => tf.notEqual(tf.cast(a, 'int32'), tf.cast(b, 'int32'))),
  Not: unary((x, tf) => tf.logicalNot(x)),
  Sum: variadic((a, b, tf) => tf.add(a, b)),
  Max: variadic((a, b, tf) => tf.maximum(a, b)),
  Min: variadic((a, b, tf) => tf.minimum(a, b)),
  Mean: mean,
  Where: where,
  Abs: unary((x, tf) => tf.abs(x)),
  Neg: unary((x, tf) => tf.neg(x)),
  Sign: unary((x, tf) => tf.sign(x)),
  Floor: unary((x, tf) => tf.floor(x)),
  Ceil: unary((x, tf) => tf.ceil(x)),
  Round: unary((x, tf) => tf.round(x)),
  Sqrt: unary((x, tf) => tf.sqrt(x)),
  Reciprocal: unary((x, tf) => tf.reciprocal(x)),
  Exp: unary((x, tf) => tf.exp(x)),
  Log: unary((x, tf) => tf.log(x)),
  Sin: unary((x, tf) => tf.sin(x)),
  Cos: unary((x, tf) => tf.cos(x)),
  Tan: unary((x, tf) => tf.tan(x)),
  Asin: unary((x, tf) => tf.asin(x)),
  Acos: unary((x, tf) => tf.acos(x)),
  Atan: unary((x, tf) => tf.atan(x)),
  Sinh: unary((x, tf) => tf.sinh(x)),
  Cosh: unary((x, tf) => tf.cosh(x)),
  Erf: unary((x, tf) => tf.erf(x)),
};

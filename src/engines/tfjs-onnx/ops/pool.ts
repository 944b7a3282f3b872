import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Op, OpCall, OpTable } from '../op-call.js';
import type { Value } from '../value.js';
import { windowSpans, type Span } from '../window.js';
import { asImages, fromImages, pair } from './places.js';

/** How a window goes over an axis, and where it stops. */
interface PoolSpan extends Span {
  readonly size: number;
  readonly count: number;
  /** Places beyond `after` that the last window reaches. */
  readonly over: number;
}

const ROW: PoolSpan = {
  ...{ kernel: 1, stride: 1, dilation: 1, before: 0, after: 0 },
  ...{ size: 1, count: 1, over: 0 },
};

function poolSpans(call: OpCall, x: Value): [PoolSpan, PoolSpan] {
  const places = x.dims.slice(2);
  const kernel = call.ints('kernel_shape') ?? places;
  const isCeil = call.isSet('ceil_mode');
  if (call.node.output.length > 1) call.refuse('with the places of the maxima');
  const spans = windowSpans(call, places, kernel).map((span, axis) => {
    if (span.dilation > 1) call.refuse('with dilations');
    const size = places[axis]!;
    const steps = (span.before + size + span.after - span.kernel) / span.stride;
    const last = isCeil ? Math.ceil(steps) : Math.floor(steps);
    // No window begins after the axis and the places before it.
    const count = isCeil && last * span.stride >= size + span.before ? last : last + 1;
    const end = (count - 1) * span.stride + span.kernel;
    return { ...span, size, count, over: Math.max(0, end - span.before - size - span.after) };
  });
  return pair(spans, ROW);
}

function padded({ tf }: OpCall, images: Tensor4D, spans: readonly PoolSpan[], value: number): Tensor4D {
  const sides = spans.map(({ before, after, over }): [number, number] => [before, after + over]);
  if (sides.flat().every((side) => side === 0)) return images;
  return tf.pad(images, [[0, 0], ...sides, [0, 0]], value);
}

const maxPool: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const spans = poolSpans(call, x);
  const images = padded(call, asImages(call, x), spans, -Infinity);
  const [down, across] = spans;
  const made = tf.maxPool(images, [down.kernel, across.kernel], [down.stride, across.stride], 'valid');
  return fromImages(call, made, x.rank);
};

const averagePool: Op = (call) => {
  const { tf } = call;
  const x = call.input(0);
  const spans = poolSpans(call, x);
  const images = padded(call, asImages(call, x), spans, 0);
  const [down, across] = spans;
  const means = tf.avgPool(images, [down.kernel, across.kernel], [down.stride, across.stride], 'valid');
  return fromImages(call, corrected(means), x.rank);

  /** The mean is over all places of the window; only those that count are to be divided by. */
  function corrected(made: Tensor4D): Tensor4D {
    const counts = spans.map((span) => countedPlaces(span, call.isSet('count_include_pad')));
    const area = down.kernel * across.kernel;
    const [rows, columns] = [counts[0]!, counts[1]!];
    const factors = rows.flatMap((row) => columns.map((column) => area / (row * column)));
    if (factors.every((factor) => factor === 1)) return made;
    return tf.mul(made, tf.tensor4d(factors, [1, rows.length, columns.length, 1]));
  }
};

/** How many places of each window count: those of the axis, and of the pads if they do. */
function countedPlaces(
  { count, stride, kernel, before, after, size }: PoolSpan,
  withPads: boolean,
): number[] {
  const [first, end] = withPads ? [0, before + size + after] : [before, before + size];
  return Array.from({ length: count }, (_, i) => {
    const from = Math.max(i * stride, first);
    return Math.min(i * stride + kernel, end) - from;
  });
}

const localResponse: Op = (call) => {
  const size = call.int('size', 1);
  if (size % 2 === 0) call.refuse(`with the even size ${size}`);
  const x = call.input(0);
  const [alpha, beta, bias] = [call.float('alpha', 1e-4), call.float('beta', 0.75), call.float('bias', 1)];
  const made = call.tf.localResponseNormalization(
    asImages(call, x),
    (size - 1) / 2,
    bias,
    alpha / size,
    beta,
  );
  return fromImages(call, made, x.rank);
};

export const poolOps: OpTable = { MaxPool: maxPool, AveragePool: averagePool, LRN: localResponse };

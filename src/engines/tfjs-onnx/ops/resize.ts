import type { Tensor } from '@tensorflow/tfjs-core';
import type { TfjsModules } from '../../tfjs-runtime.js';
import type { Op, OpCall, OpTable } from '../op-call.js';
import { plainOrder } from '../turn.js';
import { Value } from '../value.js';
import { take } from './take.js';

/** What the places of a new axis are made of: for each tap the old place that it takes, and its weight (undefined: 1). */
interface Taps {
  readonly places: readonly number[];
  readonly weights: readonly number[] | undefined;
}

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

/** Resizes one axis after the other, by weights that are worked out here: every mode is the sum of a few places. */
const resize: Op = (call) => {
  const { tf, opset, node } = call;
  if (call.isSet('antialias') || call.isSet('exclude_outside'))
    call.refuse('with antialias or exclude_outside');
  if (call.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch') call.refuse('keeping the aspect ratio');
  const x = call.input(0);
  const isOld = node.opType === 'Upsample' || opset < 11;
  const axes = call.ints('axes')?.map((axis) => call.axis(axis, x.rank)) ?? plainOrder(x.rank);
  const given = (name: string, index: number) => {
    const values = call.floats(name) ?? call.inputs[index]?.numbers();
    return values && values.length > 0 ? values : undefined;
  };
  const scales = given('scales', isOld ? 1 : 2);
  const sizes = isOld ? undefined : given('sizes', 3);
  const { order } = x;
  const made = axes.reduce(
    (part: Tensor, axis, i) => {
      const from = x.dims[axis]!;
      const scale = sizes ? sizes[i]! / from : (scales?.[i] ?? call.refuse('without scales and sizes'));
      const to = sizes?.[i] ?? Math.floor(from * scale);
      if (scale === 1) return part;
      return combined(tf, part, tapsOf(call, { from, to, scale }, isOld), order.indexOf(axis));
    },
    tf.clone(x.in(order)),
  );
  return Value.of(tf, made, order);
};

function combined(tf: TfjsModules, tensor: Tensor, taps: readonly Taps[], axis: number): Tensor {
  const shape = tensor.shape.map(() => 1);
  const parts = taps.map(({ places, weights }) => {
    const taken = take(tf, tensor, places, axis);
    if (weights === undefined) return taken;
    shape[axis] = weights.length;
    return tf.mul(taken, tf.tensor([...weights], shape));
  });
  return parts.reduce((a, b) => tf.add(a, b));
}

function tapsOf(call: OpCall, axis: Axis, isOld: boolean): Taps[] {
  const mode = call.text('mode', 'nearest');
  const last = axis.from - 1;
  const inside = (place: number) => Math.min(Math.max(place, 0), last);
  const originals = Array.from({ length: axis.to }, (_, i) => originalPlace(call, i, axis, isOld));
  if (mode === 'nearest') {
    const round = nearest(call, axis, isOld);
    return [{ places: originals.map((place) => inside(round(place))), weights: undefined }];
  }
  if (mode === 'linear') {
    const clamped = originals.map(inside);
    const share = clamped.map((place) => place - Math.floor(place));
    return [
      { places: clamped.map(Math.floor), weights: share.map((part) => 1 - part) },
      { places: clamped.map((place) => inside(Math.floor(place) + 1)), weights: share },
    ];
  }
  if (mode !== 'cubic') return call.refuse(`in the mode ${mode}`);
  const a = call.float('cubic_coeff_a', -0.75);
  return [-1, 0, 1, 2].map((tap) => ({
    places: originals.map((place) => inside(Math.floor(place) + tap)),
    weights: originals.map((place) => cubic(Math.abs(place - Math.floor(place) - tap), a)),
  }));
}

/** @source R. Keys, Cubic convolution interpolation for digital image processing, 1981 */
const cubic = (d: number, a: number): number =>
  d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;

/** Where a new place lies on the old axis, in the precision of ONNX Runtime, as half a place decides which one is nearest. */
function originalPlace(call: OpCall, at: number, { from, to, scale }: Axis, isOld: boolean): number {
  const f = Math.fround;
  const how = isOld ? 'asymmetric' : call.text('coordinate_transformation_mode', 'half_pixel');
  const half = f(f(at + 0.5) / f(scale));
  switch (how) {
    case 'asymmetric':
      return f(at / f(scale));
    case 'half_pixel':
      return f(half - 0.5);
    case 'pytorch_half_pixel':
      return to > 1 ? f(half - 0.5) : 0;
    case 'tf_half_pixel_for_nn':
      return half;
    case 'align_corners':
      return to === 1 ? 0 : f(f(at * (from - 1)) / (to - 1));
    case 'half_pixel_symmetric':
      return f((from / 2) * (1 - to / f(from * scale)) + half - 0.5);
    default:
      return call.refuse(`with coordinates of the kind ${how}`);
  }
}

function nearest(call: OpCall, { scale }: Axis, isOld: boolean): (place: number) => number {
  if (isOld) return scale < 1 ? Math.ceil : Math.floor;
  const how = call.text('nearest_mode', 'round_prefer_floor');
  switch (how) {
    case 'floor':
      return Math.floor;
    case 'ceil':
      return Math.ceil;
    case 'round_prefer_floor':
      return (place) => Math.ceil(place - 0.5);
    case 'round_prefer_ceil':
      return (place) => Math.floor(place + 0.5);
    default:
      return call.refuse(`with the nearest place by ${how}`);
  }
}

export const resizeOps: OpTable = { Resize: resize, Upsample: resize };

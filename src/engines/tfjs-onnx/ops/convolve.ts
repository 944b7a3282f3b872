import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Op, OpCall, OpTable } from '../op-call.js';
import type { Value } from '../value.js';
import { reach, windowSpans, type Span } from '../window.js';
import { asImages, fromImages, pair } from './places.js';

const ROW: Span = { kernel: 1, stride: 1, dilation: 1, before: 0, after: 0 };

/** Weight [out, in, places ...] as [height, width, in, out]; of a transposed one [height, width, out, in]. */
function asFilter({ tf }: OpCall, weight: Value): Tensor4D {
  const [, , ...places] = weight.dims;
  const [height, width] = pair(places, 1);
  const axes = [...places.map((_, i) => i + 2), 1, 0];
  return tf.reshape(weight.in(axes), [height, width, weight.dims[1]!, weight.dims[0]!]);
}

function withBias({ tf, inputs }: OpCall, made: Tensor4D): Tensor4D {
  const bias = inputs[2];
  return bias ? tf.add<Tensor4D>(made, bias.plain()) : made;
}

const convolve: Op = (call) => {
  const { tf } = call;
  const [x, weight] = [call.input(0), call.input(1)];
  const [, channels = 1, ...places] = x.dims;
  const spans = windowSpans(call, places, weight.dims.slice(2));
  const [down, across] = pair(spans, ROW);
  const groups = call.int('group', 1);
  const images: Tensor4D = asImages(call, x);
  const strides: [number, number] = [down.stride, across.stride];
  const dilations: [number, number] = [down.dilation, across.dilation];
  if (dilations.some((each) => each > 1) && strides.some((each) => each > 1)) {
    call.refuse('with strides and dilations at once');
  }
  const pads: [[number, number], [number, number], [number, number], [number, number]] = [
    [0, 0],
    [down.before, down.after],
    [across.before, across.after],
    [0, 0],
  ];
  const plainConvolution = (part: Tensor4D, filter: Tensor4D) =>
    tf.conv2d<Tensor4D>(part, filter, strides, pads, 'NHWC', dilations);
  const filter = asFilter(call, weight);
  return fromImages(call, withBias(call, made()), x.rank);

  function made(): Tensor4D {
    if (groups === 1) return plainConvolution(images, filter);
    if (groups === channels && strides[0] === strides[1]) {
      const [height, width, , out] = filter.shape;
      const each: Tensor4D = tf.reshape(filter, [height, width, channels, out / channels]);
      return tf.depthwiseConv2d<Tensor4D>(images, each, strides, pads, 'NHWC', dilations);
    }
    const parts = tf.split<Tensor4D>(images, groups, 3);
    const filters = tf.split<Tensor4D>(filter, groups, 3);
    return tf.concat(
      parts.map((part, i) => plainConvolution(part, filters[i]!)),
      3,
    );
  }
};

/** The gradient of a convolution: all that the windows reach is made, then the pads are cut off. */
const convolveTransposed: Op = (call) => {
  const { tf } = call;
  const [x, weight] = [call.input(0), call.input(1)];
  const [batch = 1, , ...places] = x.dims;
  const kernel = weight.dims.slice(2);
  const spans = windowSpans(call, places, kernel);
  if (spans.some(({ dilation }) => dilation > 1)) call.refuse('with dilations');
  if (call.ints('output_shape') || call.text('auto_pad', 'NOTSET') !== 'NOTSET') {
    call.refuse('with output_shape or auto_pad');
  }
  const spare = call.ints('output_padding') ?? spans.map(() => 0);
  const whole = spans.map((span, i) => (places[i]! - 1) * span.stride + reach(span));
  const groups = call.int('group', 1);
  const images = asImages(call, x);
  const filter = asFilter(call, weight);
  const [height, width] = pair(whole, 1);
  const [down, across] = pair(spans, ROW);
  const out = weight.dims[1]!;
  const parts = tf.split<Tensor4D>(images, groups, 3);
  const filters = tf.split<Tensor4D>(filter, groups, 3);
  const all: Tensor4D = tf.concat(
    parts.map((part, i) =>
      tf.conv2dTranspose<Tensor4D>(
        part,
        filters[i]!,
        [batch, height, width, out],
        [down.stride, across.stride],
        'valid',
      ),
    ),
    3,
  );
  // Places that no window reaches, if more are asked for than there are pads to cut.
  const [beyondDown, beyondAcross] = pair(
    spans.map(({ after }, i) => spare[i]! - after),
    0,
  );
  const padded: Tensor4D = tf.pad(all, [
    [0, 0],
    [0, Math.max(0, beyondDown)],
    [0, Math.max(0, beyondAcross)],
    [0, 0],
  ]);
  const cut = tf.slice(
    padded,
    [0, down.before, across.before, 0],
    [batch, height - down.before + beyondDown, width - across.before + beyondAcross, out * groups],
  );
  return fromImages(call, withBias(call, cut), x.rank);
};

export const convolutionOps: OpTable = { Conv: convolve, ConvTranspose: convolveTransposed };

import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { OpCall } from '../op-call.js';
import { channelsLast } from '../turn.js';
import { Value } from '../value.js';

/** Channels last, as convolutions and pools of TensorFlow.js take it: one axis of places is one row of them. */
export function asImages(call: OpCall, x: Value): Tensor4D {
  const { tf } = call;
  const [batch = 1, channels = 1, ...places] = x.dims;
  if (places.length !== 1 && places.length !== 2) call.refuse(`with ${places.length} axes of places`);
  const [height, width] = places.length === 1 ? [1, places[0]!] : [places[0]!, places[1]!];
  return tf.reshape(x.in(channelsLast(x.rank)), [batch, height, width, channels]);
}

/** @param rank - that the value has in ONNX */
export function fromImages({ tf }: OpCall, images: Tensor4D, rank: number): Value {
  const [batch, , width, channels] = images.shape;
  return Value.of(tf, rank === 3 ? tf.reshape(images, [batch, width, channels]) : images, channelsLast(rank));
}

/** The same for both axes of images, with a first one of its own where there is but one axis of places. */
export function pair<T>(each: readonly T[], ofRow: T): [T, T] {
  return each.length === 1 ? [ofRow, each[0]!] : [each[0]!, each[1]!];
}

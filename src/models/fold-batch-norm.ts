import type { Weight } from '../engines/graph.js';
import { InputError } from '../errors.js';

/** Batch normalisation as it runs at inference: (x - mean) / sqrt(variance + epsilon) * scale + shift, a channel. */
export interface BatchNorm {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  /** Also called gamma; 1 where the layer has none. */
  readonly scale?: Float32Array;
  /** Also called beta. */
  readonly shift: Float32Array;
  readonly epsilon: number;
}

/**
 * Merges a batch normalisation into the convolution before it. Computed in float64, rounded once to float32.
 * @param layer - name for messages
 * @param kernel - [out, in, kh, kw]
 * @returns weight [out, in, kh, kw] and bias [out] of the one convolution that does both
 * @throws InputError if the normalisation has no finite value (a negative variance, NaN)
 */
export function foldBatchNorm(
  layer: string,
  kernel: Weight,
  norm: BatchNorm,
): { readonly weight: Weight; readonly bias: Weight } {
  const channels = norm.mean.length;
  const perChannel = kernel.data.length / channels;
  const data = new Float32Array(kernel.data.length);
  const bias = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const factor = (norm.scale?.[channel] ?? 1) / Math.sqrt(norm.variance[channel]! + norm.epsilon);
    bias[channel] = norm.shift[channel]! - norm.mean[channel]! * factor;
    if (!Number.isFinite(factor) || !Number.isFinite(bias[channel])) {
      throw new InputError(
        `The batch normalisation of ${layer} is not finite in channel ${channel} (variance ${norm.variance[channel]!}). ` +
          'The weights are damaged; expected finite numbers and variances >= 0.',
      );
    }
    for (let i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
      data[i] = kernel.data[i]! * factor;
    }
  }
  return { weight: { dims: kernel.dims, data }, bias: { dims: [channels], data: bias } };
}

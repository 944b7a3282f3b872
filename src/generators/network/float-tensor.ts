import type { Tensor } from '../../engines/tensor.js';

/** A tensor of float32. */
export interface FloatTensor extends Tensor {
  readonly data: Float32Array;
}

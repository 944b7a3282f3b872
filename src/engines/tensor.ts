/** Element types that networks take and give. */
export type TensorData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** A dense row-major tensor. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: TensorData;
}

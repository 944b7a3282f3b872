/** Element types that networks take and give. */
export type TensorData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** A dense row-major tensor. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: TensorData;
}

/** A tensor in pieces that follow each other, such as the images of a batch: whoever needs them side by side puts them there. */
export interface PiecedTensor {
  readonly dims: readonly number[];
  readonly pieces: readonly Float32Array[];
}

/** The tensor in one piece. Not copied if it is in one already. */
export function joined(tensor: Tensor | PiecedTensor): Tensor {
  if ('data' in tensor) return tensor;
  const { dims, pieces } = tensor;
  if (pieces.length === 1) return { dims, data: pieces[0]! };
  const data = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    data.set(piece, at);
    at += piece.length;
  }
  return { dims, data };
}

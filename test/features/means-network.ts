import { encodeOnnx } from '../../src/engines/encode-onnx.js';

/** A user's network that is small enough for exact expectations: `pixels` to `means`, the mean of each channel. An ONNX file. */
export function meansNetwork(heightPx: number, widthPx: number): Uint8Array {
  return encodeOnnx({
    name: 'means',
    input: { name: 'pixels', dims: [3, heightPx, widthPx] },
    layers: [{ name: 'means', op: 'globalAverage', input: 'pixels' }],
    outputs: ['means'],
  });
}

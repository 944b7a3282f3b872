import type { Weight } from '../engines/graph.js';
import { InputError } from '../errors.js';
import type { KerasWeightSpec } from './keras-schema.js';

/** Looks a weight up by its Keras name (`conv2d_1/kernel`) and checks its shape. */
export type KerasWeights = (name: string, dims: readonly number[]) => Weight;

/**
 * 8-bit weights as TensorFlow.js stores them: one byte a value, in the manifest's order; value = byte * scale + min.
 * @throws InputError if `bytes` is not exactly as long as the manifest says, or (on look-up) for a weight that is not
 *   there or has another shape
 */
export function readKerasWeights(specs: readonly KerasWeightSpec[], bytes: Uint8Array): KerasWeights {
  const places = new Map<string, { spec: KerasWeightSpec; bytes: Uint8Array }>();
  let offset = 0;
  for (const spec of specs) {
    const length = spec.shape.reduce((product, size) => product * size, 1);
    places.set(spec.name, { spec, bytes: bytes.subarray(offset, offset + length) });
    offset += length;
  }
  if (offset !== bytes.length) {
    throw new InputError(`The weights hold ${bytes.length} bytes but their manifest describes ${offset}.`);
  }
  return (name, dims) => {
    const place = places.get(name);
    if (place?.spec.shape.join() !== dims.join()) {
      throw new InputError(
        `Expected a weight ${name} of shape [${dims.join(', ')}] but the manifest has ` +
          `${place === undefined ? 'none of that name' : `[${place.spec.shape.join(', ')}]`}.`,
      );
    }
    const { min, scale } = place.spec.quantization;
    const data = new Float32Array(place.bytes.length);
    for (let i = 0; i < data.length; i++) data[i] = place.bytes[i]! * scale + min;
    return { dims, data };
  };
}

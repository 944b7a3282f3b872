import { createHash } from 'node:crypto';
import type { Weight } from '../../src/engines/graph.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { inceptionV3FidParameters } from '../../src/models/inception-v3-fid.js';

/**
 * The state dict of bench/parity/seeded_weights.py, bit for bit: one stream through all parameters in canonical
 * order, IEEE operations in float64, rounded once to float32.
 */
export function seededWeights(seed: number): Map<string, Weight> {
  const random = new Mt19937(seed);
  return new Map(
    inceptionV3FidParameters.map(({ name, dims }) => {
      const value = valueOf(name, dims);
      const data = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
      for (let i = 0; i < data.length; i++) data[i] = value(random.random());
      return [name, { dims, data }];
    }),
  );
}

/** Over the little-endian float32 bytes of all parameters, in order. */
export function weightsSha256(weights: ReadonlyMap<string, Weight>): string {
  const digest = createHash('sha256');
  for (const { data } of weights.values()) {
    digest.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return digest.digest('hex');
}

function valueOf(name: string, dims: readonly number[]): (u: number) => number {
  if (name === 'fc.weight') {
    const bound = Math.sqrt(3 / dims[1]!);
    return (u) => (2 * u - 1) * bound;
  }
  if (name.endsWith('.conv.weight')) {
    const bound = Math.sqrt(6 / dims.slice(1).reduce((product, dim) => product * dim, 1));
    return (u) => (2 * u - 1) * bound;
  }
  if (name.endsWith('.bn.weight')) return (u) => 0.8 + 0.4 * u;
  if (name.endsWith('.bn.running_var')) return (u) => 0.5 + u;
  return (u) => (2 * u - 1) * 0.1;
}

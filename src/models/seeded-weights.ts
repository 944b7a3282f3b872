import type { Weight } from '../engines/graph.js';
import { Mt19937 } from '../math/mt19937.js';
import { inceptionV3FidParameters } from './inception-v3-fid.js';

/**
 * A state dict of inception-v3-fid made from a seed alone: where a network of that form is needed and its weights do not matter. The
 * same bits as bench/parity/seeded_weights.py: one stream through all parameters in canonical order, IEEE operations in float64,
 * rounded once to float32. Activations keep their size from layer to layer.
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

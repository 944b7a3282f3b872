import { Mt19937 } from '../../src/math/mt19937.js';
import type { Golden } from './golden.js';

/** The features of bench/parity/seeded_features.py, bit for bit: [count x width], row-major. */
export function seededFeatures({ givenFeatures: recipe }: Golden, side: 'real' | 'fake'): Float32Array {
  const { seed, count } = recipe[side];
  const random = new Mt19937(seed);
  const spreads = side === 'real' ? 3 : 4;
  return Float32Array.from({ length: count * recipe.width }, (_, i) => {
    const uniform = random.random();
    return uniform * uniform * (1 + ((i % recipe.width) % spreads));
  });
}

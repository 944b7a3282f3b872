import type { FeatureMatrix } from '../../src/math/feature-matrix.js';

export type Kernel = (x: readonly number[], y: readonly number[]) => number;

export function rowsOf({ rows, columns, data }: FeatureMatrix): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * columns, (row + 1) * columns)),
  );
}

export function innerProduct(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}

/** The squared maximum mean discrepancy by its definition, pair by pair. */
export function naiveDiscrepancy(
  x: readonly (readonly number[])[],
  y: readonly (readonly number[])[],
  kernel: Kernel,
  { unbiased }: { readonly unbiased: boolean },
): number {
  const meanWithin = (rows: typeof x): number => {
    let sum = 0;
    for (const [i, a] of rows.entries()) {
      for (const [j, b] of rows.entries()) if (!unbiased || i !== j) sum += kernel(a, b);
    }
    return sum / (rows.length * (rows.length - (unbiased ? 1 : 0)));
  };
  let between = 0;
  for (const a of x) for (const b of y) between += kernel(a, b);
  return meanWithin(x) + meanWithin(y) - (2 * between) / (x.length * y.length);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { GroupedRows } from '../../src/math/grouped-rows.js';
import { kernelSums } from '../../src/math/kernel-sums.js';
import { meanDiscrepancy } from '../../src/math/mean-discrepancy.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { polynomialKernel } from '../../src/math/row-kernel.js';
import { plainRowProducts } from '../../src/math/row-products.js';
import { innerProduct, naiveDiscrepancy, rowsOf } from '../metrics/naive-discrepancy.js';

const kernel = polynomialKernel({ degree: 3, gamma: 0.5, coef0: 1 });
const valueOf = (product: number): number => (0.5 * product + 1) ** 3;

interface Side {
  readonly features: FeatureMatrix;
  readonly groupOf: Uint8Array;
}

function sideOf(seed: number, rows: number, groups: number): Side {
  const random = new Mt19937(seed);
  return {
    features: { rows, columns: 2, data: Float32Array.from(random.normals(rows * 2)) },
    groupOf: Uint8Array.from(random.integers(0, groups, rows)),
  };
}

const grouped = ({ features, groupOf }: Side, groups: number): GroupedRows =>
  new GroupedRows(features, groupOf, groups);

/** Sums by pairs of groups, pair by pair. */
function naiveSums(
  a: Side,
  b: Side,
  groups: number,
  counts: (i: number, j: number) => boolean,
): Float64Array {
  const table = new Float64Array(groups * groups);
  const at = ({ features }: Side, row: number, column: number): number => features.data[row * 2 + column]!;
  for (let i = 0; i < a.features.rows; i++) {
    for (let j = 0; j < b.features.rows; j++) {
      if (!counts(i, j)) continue;
      const value = valueOf(at(a, i, 0) * at(b, j, 0) + at(a, i, 1) * at(b, j, 1));
      table[a.groupOf[i]! * groups + b.groupOf[j]!]! += value;
    }
  }
  return table;
}

function expectClose(seen: Float64Array, expected: Float64Array): void {
  expect(seen).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(seen[i]! - value) / Math.max(1, Math.abs(value))).toBeLessThan(1e-9);
  });
}

describe('kernelSums', () => {
  it('equals sums pair by pair, for any block, groups and sizes, empty groups included', async () => {
    const sizes = fc.integer({ min: 1, max: 30 });
    const groupCounts = fc.integer({ min: 1, max: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, sizes, groupCounts, sizes, async (n, m, groups, block) => {
        const [x, y] = [sideOf(n, n, groups), sideOf(m + 100, m, groups)];
        const sums = await kernelSums(grouped(x, groups), grouped(y, groups), {
          kernel,
          products: plainRowProducts,
          block,
        });
        const naive = (a: Side, b: Side, counts: (i: number, j: number) => boolean) =>
          naiveSums(a, b, groups, counts);
        expectClose(
          sums.xx,
          naive(x, x, (i, j) => i !== j),
        );
        expectClose(
          sums.yy,
          naive(y, y, (i, j) => i !== j),
        );
        expectClose(
          sums.xy,
          naive(x, y, () => true),
        );
        const trace = (side: Side) =>
          naive(side, side, (i, j) => i === j).filter((_, at) => at % (groups + 1) === 0);
        expectClose(sums.diagonals[0], trace(x));
        expectClose(sums.diagonals[1], trace(y));
      }),
    );
  });

  it('never holds more than a block of products, and tells the share that is done', async () => {
    const [x, y] = [sideOf(1, 25, 3), sideOf(2, 13, 3)];
    const largest = { values: 0 };
    const shares: number[] = [];
    await kernelSums(grouped(x, 3), grouped(y, 3), {
      kernel,
      block: 8,
      onProgress: (share) => shares.push(share),
      products: {
        ...plainRowProducts,
        float64: (a, b) => {
          largest.values = Math.max(largest.values, a.rows * b.rows);
          return plainRowProducts.float64(a, b);
        },
      },
    });
    expect(largest.values).toBe(64);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...new Set(shares)].sort((a, b) => a - b));
  });
});

it('takes the rows that are asked for, scaled, group by group in their order', () => {
  const features = { rows: 5, columns: 1, data: Float32Array.of(10, 11, 12, 13, 14) };
  const rows = new GroupedRows(features, Uint8Array.of(2, 0, 0, 2, 0), 3, {
    rows: Int32Array.of(4, 3, 0, 1),
    scales: Float64Array.of(1, 2, 3, 4, 5),
  });
  expect(Array.from(rows.starts)).toEqual([0, 2, 2, 4]);
  expect(rows.block(0, 9)).toEqual({ rows: 4, columns: 1, data: Float64Array.of(70, 22, 52, 10) });
  expect(rows.block(1, 2).data).toEqual(Float64Array.of(22, 52));
});

describe('meanDiscrepancy', () => {
  const sumsOf = (x: Side, y: Side) =>
    kernelSums(grouped(x, 3), grouped(y, 3), { kernel, products: plainRowProducts });

  it.each(['biased', 'unbiased'] as const)(
    '%s equals its definition, pair by pair, in any kernel',
    async (estimator) => {
      const [x, y] = [sideOf(1, 20, 3), sideOf(2, 17, 3)];
      const sums = await sumsOf(x, y);
      for (const without of [undefined, 0, 1, 2]) {
        const [a, b] = [x, y].map(({ features, groupOf }) =>
          rowsOf(features).filter((_, i) => groupOf[i] !== without),
        );
        const expected = naiveDiscrepancy(a!, b!, (u, v) => valueOf(innerProduct(u, v)), {
          unbiased: estimator === 'unbiased',
        });
        expect(meanDiscrepancy(sums, estimator, without)!.value).toBeCloseTo(expected, 10);
      }
    },
  );

  it('needs two rows a side, or one for the biased estimate', async () => {
    const [x, y] = [sideOf(1, 2, 1), sideOf(2, 2, 1)];
    x.groupOf.set([0, 1]);
    y.groupOf.set([0, 1]);
    const sums = await sumsOf(x, y);
    expect(meanDiscrepancy(sums, 'unbiased')).toBeDefined();
    expect(meanDiscrepancy(sums, 'unbiased', 0)).toBeUndefined();
    expect(meanDiscrepancy(sums, 'biased', 0)).toBeDefined();
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GroupedRows } from '../../src/math/grouped-rows.js';
import { kernelSums, type KernelSums } from '../../src/math/kernel-sums.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { polynomialKernel } from '../../src/math/row-kernel.js';
import { plainRowProducts } from '../../src/math/row-products.js';
import { subsetKernelSums, type RowSubset } from '../../src/math/subset-kernel-sums.js';

const GROUPS = 4;
const kernel = polynomialKernel({ degree: 3, gamma: 0.3, coef0: 1 });

function rowsOf(random: Mt19937, rows: number): GroupedRows {
  const features = { rows, columns: 3, data: Float32Array.from(random.normals(rows * 3)) };
  const scales = random.randoms(rows);
  return new GroupedRows(features, Uint8Array.from(random.integers(0, GROUPS, rows)), GROUPS, { scales });
}

function expectSame(seen: KernelSums, expected: KernelSums): void {
  expect(seen.sizes).toEqual(expected.sizes);
  const parts = ({ xx, yy, xy, diagonals }: KernelSums): number[] =>
    [xx, yy, xy, ...diagonals].flatMap((part) => Array.from(part));
  const differences = parts(seen).map((value, i) => Math.abs(value - parts(expected)[i]!));
  expect(Math.max(...differences)).toBeLessThan(1e-9);
}

/** `count` subsets of random sizes. */
function subsetsOf(random: Mt19937, [n, m]: readonly [number, number], count: number): RowSubset[] {
  return Array.from({ length: count }, () => ({
    x: random.choiceWithoutReplacement(n, random.integer(1, n + 1)),
    y: random.choiceWithoutReplacement(m, random.integer(1, m + 1)),
  }));
}

it('gives the sums of each subset alone, however many subsets there are and whatever the block', async () => {
  const sizes = fc.integer({ min: 1, max: 25 });
  await fc.assert(
    fc.asyncProperty(sizes, sizes, sizes, fc.integer({ min: 1, max: 6 }), async (n, m, block, count) => {
      const random = new Mt19937(n * 100 + m);
      const [x, y] = [rowsOf(random, n), rowsOf(random, m)];
      const subsets = subsetsOf(random, [n, m], count);
      const shares: number[] = [];
      const all = await subsetKernelSums(x, y, subsets, {
        kernel,
        block,
        products: plainRowProducts,
        onProgress: (share) => shares.push(share),
      });
      expect(all).toHaveLength(count);
      for (const [i, { x: ofX, y: ofY }] of subsets.entries()) {
        const alone = await kernelSums(x.select(ofX), y.select(ofY), { kernel, products: plainRowProducts });
        expectSame(all[i]!, alone);
      }
      expect(shares.at(-1)).toBeCloseTo(1, 12);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
    }),
  );
});

it.each([
  { count: 2, most: 10, computed: 'of the subsets alone, if they are few', values: 600 },
  { count: 20, most: 40, computed: 'of the sets once, if the subsets have more pairs', values: 4800 },
])('computes kernel values $computed', async ({ count, most, values }) => {
  const random = new Mt19937(1);
  const [x, y] = [rowsOf(random, 40), rowsOf(random, 40)];
  const subsets = Array.from({ length: count }, () => ({
    x: random.choiceWithoutReplacement(40, most),
    y: random.choiceWithoutReplacement(40, most),
  }));
  let seen = 0;
  await subsetKernelSums(x, y, subsets, {
    kernel,
    products: {
      ...plainRowProducts,
      float64: (a, b) => {
        seen += a.rows * b.rows;
        return plainRowProducts.float64(a, b);
      },
    },
  });
  expect(seen).toBe(values);
});

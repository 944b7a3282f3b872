import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OnnxRowProducts } from '../../src/engines/onnx-row-products.js';
import type { FeatureMatrix } from '../../src/math/feature-matrix.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { nearestAcross, nearestWithin } from '../../src/math/nearest-neighbours.js';
import type { NearestLists } from '../../src/math/nearest-lists.js';
import { plainRowProducts, type RowProducts } from '../../src/math/row-products.js';
import { cosinePairs, euclideanPairs } from '../../src/math/vector-pairs.js';
import { normals } from '../metrics/samples.js';
import { sortedNeighbours, type NaiveNeighbour } from './naive-neighbours.js';

function expectLists(
  { points, length, squaredDistances, indices }: NearestLists,
  neighboursOf: (point: number) => readonly NaiveNeighbour[],
): void {
  for (let i = 0; i < points; i++) {
    const expected = neighboursOf(i).slice(0, length);
    // toEqual on whole lists: equal to the bit.
    expect(Array.from(squaredDistances.subarray(i * length, (i + 1) * length))).toEqual(
      expected.map(({ squaredDistance }) => squaredDistance),
    );
    expect(indices[i * length]).toBe(expected[0]?.index);
  }
}

const map = (features: FeatureMatrix, change: (value: number, row: number) => number): FeatureMatrix => ({
  ...features,
  data: features.data.map((value, i) => change(value, Math.floor(i / features.columns))),
});

/** Counts what is asked of the engine. */
function counted(
  products: RowProducts,
): RowProducts & { readonly calls: { float32: number; float64: number } } {
  const calls = { float32: 0, float64: 0 };
  return {
    calls,
    float32: (a, b) => (calls.float32++, products.float32(a, b)),
    float64: (a, b) => (calls.float64++, products.float64(a, b)),
  };
}

const HARD: Readonly<Record<string, FeatureMatrix>> = {
  normal: normals(1, 300, 16),
  'one column': normals(2, 300, 1),
  'constant columns': map(normals(3, 200, 4), (value) => Math.fround(value > 0 ? 3 : 3.5)),
  'one point, many times': map(normals(4, 200, 8), () => 0.1),
  'far from the origin': normals(5, 300, 8, 1e6),
  'tight clusters far apart': map(normals(6, 300, 8, 0, 1e-3), (value, row) => value + 1000 * (row % 3)),
  'duplicates in clusters': map(normals(7, 240, 4), (_, row) => [0.1, 77.7, -1234.5][row % 3]!),
  'products that overflow': normals(8, 100, 8, 0, 1e30),
  'products that underflow': normals(9, 100, 8, 0, 1e-25),
  'denormal values': normals(10, 100, 8, 0, 1e-41),
};

describe.each(Object.entries(HARD))('%s', (_, features) => {
  const engines = { plain: plainRowProducts, onnx: new OnnxRowProducts() };

  it.each(['plain', 'onnx'] as const)(
    'finds neighbours within a set as float64 does (%s)',
    async (engine) => {
      const lists = await nearestWithin(features, 6, engines[engine]);
      expectLists(lists, (i) => sortedNeighbours(features, i, features, i));
    },
  );

  it.each(['plain', 'onnx'] as const)(
    'finds neighbours in another set as float64 does (%s)',
    async (engine) => {
      const others = map(features, (value, row) => (row % 2 === 0 ? value : Math.fround(value * 1.01)));
      const lists = await nearestAcross(euclideanPairs(features, others), 6, engines[engine]);
      expectLists(lists, (i) => sortedNeighbours(features, i, others));
    },
  );
});

it('is right for whatever small integers, where nearly everything is tied', async () => {
  const cases = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 5 }))
    .chain(([columns, rows, length]) =>
      fc.record({
        length: fc.constant(Math.min(length, rows - 1)),
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        data: fc
          .array(fc.integer({ min: -2, max: 2 }), { minLength: rows * columns, maxLength: rows * columns })
          .map((values) => Float32Array.from(values)),
      }),
    );
  await fc.assert(
    fc.asyncProperty(cases, async ({ length, ...features }) => {
      const lists = await nearestWithin(features, length, plainRowProducts);
      expectLists(lists, (i) => sortedNeighbours(features, i, features, i));
    }),
    { numRuns: 200, seed: 1 },
  );
});

it('goes through several tiles, and tells how far it is', async () => {
  const features = normals(11, 4500, 2);
  const shares: number[] = [];
  const lists = await nearestWithin(features, 3, plainRowProducts, (share) => shares.push(share));
  expect(shares).toHaveLength(6);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  const some = new Mt19937(1).choiceWithoutReplacement(4500, 200);
  for (const i of some) {
    const expected = sortedNeighbours(features, i, features, i).slice(0, 3);
    expect(Array.from(lists.squaredDistances.subarray(3 * i, 3 * i + 3))).toEqual(
      expected.map(({ squaredDistance }) => squaredDistance),
    );
    expect(Array.from(lists.indices.subarray(3 * i, 3 * i + 3))).toEqual(expected.map(({ index }) => index));
  }
});

describe('products in float64', () => {
  it('are not asked for where float32 tells enough', async () => {
    const products = counted(plainRowProducts);
    await nearestWithin(normals(12, 1500, 32), 3, products);
    expect(products.calls).toEqual({ float32: 1, float64: 0 });
  });

  it('settle clusters too tight for float32', async () => {
    const products = counted(plainRowProducts);
    const features = map(normals(13, 1500, 4, 0, 0.1), (value, row) => value + 1e4 * (row % 2));
    const lists = await nearestWithin(features, 3, products);
    expect(products.calls).toEqual({ float32: 1, float64: 1 });
    for (let i = 0; i < 1500; i += 50) {
      const expected = sortedNeighbours(features, i, features, i).slice(0, 3);
      expect(Array.from(lists.squaredDistances.subarray(3 * i, 3 * i + 3))).toEqual(
        expected.map(({ squaredDistance }) => squaredDistance),
      );
    }
  });
});

it('finds the smallest angles, whatever the signs', async () => {
  const [a, b] = [normals(14, 80, 6), normals(15, 90, 6)];
  const lists = await nearestAcross(cosinePairs(a, b), 4, plainRowProducts);
  const row = ({ columns, data }: FeatureMatrix, i: number) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns));
  const product = (x: number[], y: number[]) => x.reduce((sum, value, k) => sum + value * y[k]!, 0);
  for (let i = 0; i < a.rows; i++) {
    const distances = Array.from({ length: b.rows }, (_, j) => {
      const [x, y] = [row(a, i), row(b, j)];
      return 2 - 2 * Math.abs(product(x, y) / Math.sqrt(product(x, x) * product(y, y)));
    }).sort((x, y) => x - y);
    for (let slot = 0; slot < 4; slot++) {
      expect(lists.squaredDistances[4 * i + slot]).toBeCloseTo(distances[slot]!, 12);
    }
  }
});

it('looks for nothing nearer than duplicates', async () => {
  const duplicates = (rows: number) => map(normals(16, rows, 2), (_, row) => [0.1, 77.7, -1234.5][row % 3]!);
  const pairs = euclideanPairs(duplicates(600), duplicates(6000));
  let exact = 0;
  const counting = {
    ...pairs,
    squaredDistance: (i: number, j: number) => (exact++, pairs.squaredDistance(i, j)),
  };
  const lists = await nearestAcross(counting, 3, plainRowProducts);
  expect(lists.squaredDistances).toEqual(new Float64Array(1800));
  // Only the first of three tiles holds pairs worth a look, and only those of equal vectors.
  expect(exact).toBeLessThanOrEqual((600 * 2049) / 3);
});

import { afterAll, describe, expect, it } from 'vitest';
import { OnnxRowProducts } from '../../src/engines/onnx-row-products.js';
import { plainRowProducts, toMatrix } from '../../src/math/row-products.js';
import { normals } from '../metrics/samples.js';

const products = new OnnxRowProducts();
afterAll(() => products.dispose());

/** Rounding of a sum of `depth` products of about 1. */
const tolerance = (depth: number, unit: number) => 4 * depth * unit;

describe.each([
  [1, 1, 1],
  [3, 5, 2],
  [17, 33, 129],
  [64, 100, 512],
])('%i rows by %i rows of width %i', (rowsA, rowsB, width) => {
  const a = normals(1, rowsA, width);
  const b = normals(2, rowsB, width);

  it('equals the plain product in float32', async () => {
    const expected = await plainRowProducts.float32(a, b);
    const product = await products.float32(a, b);
    expect(product).toBeInstanceOf(Float32Array);
    expect(product.length).toBe(rowsA * rowsB);
    product.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(tolerance(width, 2 ** -24));
    });
  });

  it('equals the plain product in float64', async () => {
    const expected = await plainRowProducts.float64(toMatrix(a), toMatrix(b));
    const product = await products.float64(toMatrix(a), toMatrix(b));
    expect(product).toBeInstanceOf(Float64Array);
    expect(product.length).toBe(rowsA * rowsB);
    product.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(tolerance(width, 2 ** -53));
    });
  });
});

it('reads the rows that a view shows, not the array under it', async () => {
  const { columns, data } = normals(3, 6, 4);
  const view = { rows: 2, columns, data: data.subarray(2 * columns, 4 * columns) };
  const copy = { rows: 2, columns, data: data.slice(2 * columns, 4 * columns) };
  expect(await products.float32(view, view)).toEqual(await products.float32(copy, copy));
});

it('multiplies no rows to no values', async () => {
  const none = normals(4, 0, 3);
  expect(await products.float32(none, normals(5, 2, 3))).toEqual(new Float32Array());
  expect(await products.float64(toMatrix(none), toMatrix(none))).toEqual(new Float64Array());
});

it('answers calls made at once, and again after it was disposed of', async () => {
  const own = new OnnxRowProducts();
  const a = normals(6, 4, 8);
  const [first, second] = await Promise.all([own.float32(a, a), own.float32(a, a)]);
  expect(second).toEqual(first);
  await own.dispose();
  expect(await own.float32(a, a)).toEqual(first);
  await own.dispose();
});

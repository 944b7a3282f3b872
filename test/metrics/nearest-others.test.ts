import { expect, it } from 'vitest';
import { plainRowProducts, type RowProducts } from '../../src/math/row-products.js';
import { densityCoverage } from '../../src/metrics/density-coverage.js';
import { nearestOthers } from '../../src/metrics/nearest-others.js';
import { precisionRecall } from '../../src/metrics/precision-recall.js';
import { compute, normals, sampleOf } from './samples.js';

function countedProducts(): RowProducts & { readonly count: () => number } {
  let calls = 0;
  return {
    count: () => calls,
    float32: (a, b) => (calls++, plainRowProducts.float32(a, b)),
    float64: (a, b) => plainRowProducts.float64(a, b),
  };
}

it('is shared by metrics of the same sets', async () => {
  const [real, generated] = [sampleOf(normals(1, 50, 3), 'r'), sampleOf(normals(2, 50, 3), 'g')];
  const products = countedProducts();
  const tools = { products, intervals: true };
  await compute(precisionRecall, real, generated, {}, tools);
  expect(products.count()).toBe(3);
  await compute(densityCoverage, real, generated, {}, tools);
  // Real neighbours were known: only the products of both sets were new.
  expect(products.count()).toBe(4);
});

it('is computed anew for lists that have to be longer', async () => {
  const { features } = sampleOf(normals(3, 80, 3));
  const [bare, full] = [false, true].map((intervals) => ({ products: plainRowProducts, intervals }));
  const short = await nearestOthers(features, 3, bare!);
  expect(short.length).toBe(5);
  const long = await nearestOthers(features, 3, full!);
  expect(long.length).toBe(32);
  expect(await nearestOthers(features, 20, bare!)).toBe(long);
  expect((await nearestOthers(features, 20, full!)).length).toBe(62);
});

it('is not spoilt by an engine that failed', async () => {
  const { features } = sampleOf(normals(4, 20, 3));
  const broken: RowProducts = {
    ...plainRowProducts,
    float32: () => Promise.reject(new Error('engine lost')),
  };
  await expect(nearestOthers(features, 3, { products: broken, intervals: false })).rejects.toThrow(
    'engine lost',
  );
  expect((await nearestOthers(features, 3, { products: plainRowProducts, intervals: false })).points).toBe(
    20,
  );
});

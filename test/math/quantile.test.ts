import { expect, it } from 'vitest';
import { quantile } from '../../src/math/quantile.js';

// numpy.quantile([1, 2, 4, 8], q)
it.each([
  [0, 1],
  [0.025, 1.075],
  [0.5, 3],
  [0.9, 6.8],
  [1, 8],
])('is numpy’s at %d', (share, expected) => {
  expect(quantile(Float64Array.of(1, 2, 4, 8), share)).toBeCloseTo(expected, 12);
});

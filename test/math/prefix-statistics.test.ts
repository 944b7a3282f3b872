import { expect, it } from 'vitest';
import { selectRows } from '../../src/math/feature-matrix.js';
import { gaussianStatistics } from '../../src/math/leave-groups-out.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { prefixStatistics } from '../../src/math/prefix-statistics.js';
import { seededFeatures } from '../../fixtures/golden/math/seeded-features.js';

it('gives what each subset gives by itself, to the bit', () => {
  const features = { rows: 300, columns: 5, data: seededFeatures(300, 5, 61, 10) };
  const order = new Mt19937(62).permutation(300);
  const sizes = [2, 64, 65, 65, 190, 300];
  expect([...prefixStatistics(features, order, sizes)]).toEqual(
    sizes.map((size) => gaussianStatistics(selectRows(features, order.subarray(0, size)))),
  );
});

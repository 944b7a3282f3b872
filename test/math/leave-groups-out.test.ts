import { describe, expect, it } from 'vitest';
import { InsufficientSamplesError } from '../../src/errors.js';
import { selectRows, type FeatureMatrix } from '../../src/math/feature-matrix.js';
import { gaussianStatistics, leaveGroupsOut } from '../../src/math/leave-groups-out.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';

function features(rows: number, columns: number): FeatureMatrix {
  const values = new Mt19937(5).normals(rows * columns);
  return { rows, columns, data: Float32Array.from(values, (value, i) => 3 + value * (1 + (i % columns))) };
}

describe('leaveGroupsOut', () => {
  it.each([
    [101, 7, 4],
    [12, 5, 12],
    [9, 20, 3],
  ])('equals starting over: %i rows, %i columns, %i groups', (rows, columns, count) => {
    const all = features(rows, columns);
    const groups = Uint8Array.from({ length: rows }, (_, i) => (i * 7) % count);
    const scale = Math.max(...gaussianStatistics(all).covariance.data);
    const left = [...leaveGroupsOut(all, groups, count)];
    expect(left).toHaveLength(count);
    left.forEach((statistics, g) => {
      const rest = Array.from(groups.keys()).filter((row) => groups[row] !== g);
      const expected = gaussianStatistics(selectRows(all, rest));
      expect(statistics.count).toBe(expected.count);
      statistics.mean.forEach((value, i) => {
        expect(value).toBeCloseTo(expected.mean[i]!, 12);
      });
      statistics.covariance.data.forEach((value, i) => {
        expect(Math.abs(value - expected.covariance.data[i]!)).toBeLessThan(1e-12 * scale);
      });
    });
  });

  it('leaves a variance of exactly 0 where it is', () => {
    const { rows, columns, data } = features(50, 4);
    const constant = data.map((value, i) => (i % columns === 2 ? 7 : value));
    for (const { covariance } of leaveGroupsOut(
      { rows, columns, data: constant },
      new Uint8Array(rows).map((_, i) => i % 5),
      5,
    )) {
      expect(covariance.data[2 * columns + 2]).toBe(0);
    }
  });
});

it('cannot leave out so much that no covariance is left', () => {
  const [all, part] = [new StatisticsAccumulator(2), new StatisticsAccumulator(2)];
  all.add(Float32Array.of(1, 2, 3, 4));
  part.add(Float32Array.of(1, 2));
  expect(() => all.finishWithout(part)).toThrow(InsufficientSamplesError);
  expect(all.finish().count).toBe(2);
});

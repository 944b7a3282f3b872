import fc from 'fast-check';
import { sqrtm } from 'mathjs';
import { Matrix as MlMatrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { frechetDistance } from '../../src/math/frechet-distance.js';
import type { GaussianStatistics } from '../../src/math/gaussian-statistics.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import { StatisticsAccumulator } from '../../src/math/statistics-accumulator.js';
import { randomCovariance } from './random-covariance.js';

/** Features [count x width] with values that float32 holds, so that oracle and subject see the same numbers. */
interface Features {
  readonly count: number;
  readonly width: number;
  readonly values: Float32Array;
}

function normalFeatures(count: number, width: number, seed: number, shift = 0): Features {
  const values = Float32Array.from(new Mt19937(seed).normals(count * width), (value, at) => {
    const column = at % width;
    return (value + shift) / (1 + column / 10);
  });
  return { count, width, values };
}

function mapColumns(features: Features, map: (row: Float32Array) => ArrayLike<number>): Features {
  const { count, width } = features;
  const values = features.values.slice();
  for (let row = 0; row < count; row++) {
    values.set(map(features.values.slice(row * width, (row + 1) * width)), row * width);
  }
  return { count, width, values };
}

function statisticsOf({ width, values }: Features): GaussianStatistics {
  const accumulator = new StatisticsAccumulator(width);
  accumulator.add(values);
  return accumulator.finish();
}

/** Tr sqrt(A B) as the sum of singular values of Xa Xb^T, centred: never forms a covariance, never takes a root. */
function nuclearNorm(a: Features, b: Features): number {
  const [ra, rb] = [a, b].map(({ count, width, values }) => {
    const centred = MlMatrix.from1DArray(count, width, Array.from(values)).center('column');
    return count > width ? new QrDecomposition(centred).upperTriangularMatrix : centred;
  }) as [MlMatrix, MlMatrix];
  const { diagonal } = new SingularValueDecomposition(ra.mmul(rb.transpose()), {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  return diagonal.reduce((sum, value) => sum + value, 0) / Math.sqrt((a.count - 1) * (b.count - 1));
}

function traceOf({ covariance: { rows, data } }: GaussianStatistics): number {
  return data.reduce((sum, value, at) => (at % (rows + 1) === 0 ? sum + value : sum), 0);
}

function gaussian(mean: readonly number[], rows: readonly (readonly number[])[]): GaussianStatistics {
  const size = mean.length;
  const covariance = { rows: size, columns: size, data: Float64Array.from(rows.flat()) };
  return { count: null, mean: Float64Array.from(mean), covariance };
}

function isotropic(size: number, mean: number, variance: number): GaussianStatistics {
  const data = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? variance : 0));
  return {
    count: null,
    mean: new Float64Array(size).fill(mean),
    covariance: { rows: size, columns: size, data },
  };
}

describe('frechetDistance: known answers', () => {
  it('is exactly 2048 between mean 0 and mean 1 of unit Gaussians of width 2048', () => {
    expect(frechetDistance(isotropic(2048, 0, 1), isotropic(2048, 1, 1)).distance).toBe(2048);
  });

  it('is |mean a - mean b|^2 + d (s - t)^2 for isotropic Gaussians', () => {
    const result = frechetDistance(isotropic(5, 1, 4), isotropic(5, 3, 9));
    expect(result).toEqual({ distance: 25, meanTerm: 20, covarianceTerm: 5, traceSqrt: 30, rank: 5 });
  });

  it('is the sum of (s_i - t_i)^2 for covariances with the same eigenvectors', () => {
    const rotation = rotationOf(6, 3);
    const a = [9, 4, 1, 0, 16, 0.25];
    const b = [1, 1, 4, 25, 0, 0.04];
    const expected = a.reduce((sum, value, i) => sum + (Math.sqrt(value) - Math.sqrt(b[i]!)) ** 2, 0);
    const zero = new Array<number>(6).fill(0);
    const plain = [a, b].map((values) => gaussian(zero, diagonal(values)));
    expect(frechetDistance(plain[0]!, plain[1]!).distance).toBeCloseTo(expected, 12);
    const turned = plain.map((statistics) => rotated(statistics, rotation));
    expect(Math.abs(frechetDistance(turned[0]!, turned[1]!).distance - expected)).toBeLessThan(1e-6);
  });

  it("agrees with mathjs's sqrtm on small matrices", () => {
    for (let seed = 0; seed < 5; seed++) {
      const [a, b] = [randomCovariance(4, 8, 2 * seed), randomCovariance(4, 8, 2 * seed + 1)];
      const [ma, mb] = [a, b].map((matrix) => MlMatrix.from1DArray(4, 4, matrix.data)) as [
        MlMatrix,
        MlMatrix,
      ];
      const root = sqrtm(ma.mmul(mb).to2DArray());
      const expected = root.reduce((sum, row, i) => sum + row[i]!, 0);
      const mean = new Float64Array(4);
      const result = frechetDistance({ count: 9, mean, covariance: a }, { count: 9, mean, covariance: b });
      expect(result.traceSqrt).toBeCloseTo(expected, 8);
    }
  });

  it('handles width 1, and no variance at all', () => {
    expect(frechetDistance(gaussian([1], [[4]]), gaussian([4], [[1]])).distance).toBe(10);
    const point = frechetDistance(gaussian([1], [[0]]), gaussian([4], [[1]]));
    expect(point).toEqual({ distance: 10, meanTerm: 9, covarianceTerm: 1, traceSqrt: 0, rank: 0 });
  });
});

describe('frechetDistance: against singular values of the features', () => {
  const width = 60;
  const full = normalFeatures(200, width, 1);
  const other = normalFeatures(150, width, 2, 0.3);
  const duplicate = (features: Features) =>
    mapColumns(features, (row) => row.map((value, i) => (i % 2 === 1 ? row[i - 1]! : value)));
  const dead = (features: Features, from: number) =>
    mapColumns(features, (row) => row.map((value, i) => (i >= from && i < from + 20 ? 0.7 : value)));
  const tiny = (features: Features) =>
    mapColumns(features, (row) => row.map((value, i) => (i < 20 ? value * 1e-6 : value)));
  const cases: readonly (readonly [string, Features, Features, number, number])[] = [
    ['full rank', full, other, 60, 1e-11],
    [
      'fewer samples than columns in both',
      normalFeatures(20, width, 3),
      normalFeatures(30, width, 4),
      19,
      1e-11,
    ],
    ['fewer samples than columns in one', full, normalFeatures(30, width, 4), 29, 1e-11],
    ['duplicate columns in both', duplicate(full), duplicate(other), 30, 1e-11],
    ['duplicate columns in one', full, duplicate(other), 30, 1e-11],
    ['dead columns in both', dead(full, 0), dead(other, 0), 40, 1e-11],
    ['dead columns in one', full, dead(other, 30), 40, 1e-11],
    ['other columns dead in each', dead(full, 0), dead(other, 30), 20, 1e-11],
    ['columns of very different scale', tiny(full), tiny(other), 60, 1e-9],
    ['two samples', normalFeatures(2, width, 5), normalFeatures(2, width, 6), 1, 1e-11],
  ];

  it.each(cases)('%s', (_, a, b, rank, tolerance) => {
    const [statisticsA, statisticsB] = [statisticsOf(a), statisticsOf(b)];
    const result = frechetDistance(statisticsA, statisticsB);
    const scale = traceOf(statisticsA) + traceOf(statisticsB);
    expect(result.rank).toBe(rank);
    expect(Math.abs(result.traceSqrt - nuclearNorm(a, b)) / scale).toBeLessThan(tolerance);
    expect(frechetDistance(statisticsB, statisticsA)).toEqual(result);
  });

  it.each(cases)('%s: a set is at 0 from itself', (_, a) => {
    const statistics = statisticsOf(a);
    const { distance, meanTerm } = frechetDistance(statistics, statistics);
    expect(meanTerm).toBe(0);
    expect(distance).toBeGreaterThanOrEqual(0);
    expect(distance / (2 * traceOf(statistics))).toBeLessThan(1e-11);
  });

  it('gives the same bits every time, and leaves its arguments as they were', () => {
    const [a, b] = [statisticsOf(full), statisticsOf(other)];
    const first = frechetDistance(a, b);
    expect(frechetDistance(a, b)).toEqual(first);
    expect(a).toEqual(statisticsOf(full));
    expect(b).toEqual(statisticsOf(other));
  });
});

describe('frechetDistance: properties', () => {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 });
  const sizes = fc.integer({ min: 1, max: 24 });
  const ranks = fc.integer({ min: 1, max: 30 });
  const pairs = fc.tuple(sizes, ranks, ranks, seeds).map(([size, rankA, rankB, seed]) => ({
    size,
    seed,
    a: randomGaussian(size, rankA, seed),
    b: randomGaussian(size, rankB, seed + 1),
  }));

  it('is symmetric to the bit, never negative, and 0 only within rounding for equal sets', () => {
    fc.assert(
      fc.property(pairs, ({ a, b }) => {
        const result = frechetDistance(a, b);
        expect(frechetDistance(b, a)).toEqual(result);
        expect(result.distance).toBeGreaterThanOrEqual(0);
        expect(frechetDistance(a, a).distance).toBeLessThan(1e-9 * (1 + traceOf(a)));
      }),
    );
  });

  it('does not change when both are moved or turned the same way', () => {
    fc.assert(
      fc.property(pairs, seeds, ({ size, a, b }, seed) => {
        const before = frechetDistance(a, b).distance;
        const tolerance = 1e-6 * (1 + traceOf(a) + traceOf(b));
        const moved = [a, b].map((s) => ({ ...s, mean: s.mean.map((value) => value + 3) }));
        expect(Math.abs(frechetDistance(moved[0]!, moved[1]!).distance - before)).toBeLessThan(tolerance);
        const rotation = rotationOf(size, seed);
        const turned = [a, b].map((s) => rotated(s, rotation));
        expect(Math.abs(frechetDistance(turned[0]!, turned[1]!).distance - before)).toBeLessThan(tolerance);
      }),
    );
  });

  it('grows by c^2 when all features grow by c', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(2 ** -20, 0.5, 4, 2 ** 20), ({ a, b }, c) => {
        const scaled = [a, b].map((s) => ({
          ...s,
          mean: s.mean.map((value) => value * c),
          covariance: { ...s.covariance, data: s.covariance.data.map((value) => value * c * c) },
        }));
        // Powers of two scale without rounding, so the results do too.
        expect(frechetDistance(scaled[0]!, scaled[1]!).distance).toBe(frechetDistance(a, b).distance * c * c);
      }),
    );
  });
});

describe('frechetDistance: bad input', () => {
  const good = gaussian(
    [0, 0],
    [
      [1, 0.5],
      [0.5, 1],
    ],
  );
  const rows = good.covariance.data;
  const bad: readonly (readonly [string, GaussianStatistics, string])[] = [
    ['another width', gaussian([0], [[1]]), 'width 2, the second 1'],
    [
      'a covariance of another size',
      { ...good, covariance: gaussian([0], [[1]]).covariance },
      '1 x 1 covariance',
    ],
    ['a NaN mean', { ...good, mean: Float64Array.of(0, Number.NaN) }, 'NaN at mean[1]'],
    ['an infinite covariance', withData(good, 3, Infinity), 'Infinity at covariance[1, 1]'],
    ['a NaN above the diagonal', withData(good, 1, Number.NaN), 'NaN at covariance[0, 1]'],
    ['a negative variance', withData(good, 0, -1), 'variance -1 at column 0'],
    ['an asymmetric covariance', withData(good, 1, rows[1]! + 1e-6), 'asymmetric covariance: [1, 0] is 0.5'],
    [
      'an indefinite covariance',
      withData(withData(good, 1, 2), 2, 2),
      'second covariance is not positive semidef',
    ],
    ['covariance without variance', withData(good, 0, 0), 'second statistics have no variance at column 0'],
  ];

  it.each(bad)('%s', (_, statistics, message) => {
    expect(() => frechetDistance(good, statistics)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
  });

  it('allows an asymmetry of rounding size', () => {
    expect(frechetDistance(good, withData(good, 1, rows[1]! + 1e-15)).distance).toBeLessThan(1e-12);
  });
});

function withData(statistics: GaussianStatistics, at: number, value: number): GaussianStatistics {
  const data = statistics.covariance.data.slice();
  data[at] = value;
  return { ...statistics, covariance: { ...statistics.covariance, data } };
}

function randomGaussian(size: number, rank: number, seed: number): GaussianStatistics {
  return {
    count: null,
    mean: new Mt19937(seed).normals(size),
    covariance: randomCovariance(size, rank, seed),
  };
}

function rotationOf(size: number, seed: number): MlMatrix {
  const random = MlMatrix.from1DArray(size, size, Array.from(new Mt19937(seed).normals(size * size)));
  return new QrDecomposition(random).orthogonalMatrix;
}

function rotated({ count, mean, covariance }: GaussianStatistics, rotation: MlMatrix): GaussianStatistics {
  const size = mean.length;
  const turned = rotation
    .mmul(MlMatrix.from1DArray(size, size, Array.from(covariance.data)))
    .mmul(rotation.transpose());
  const data = Float64Array.from(turned.to1DArray());
  return {
    count,
    mean: Float64Array.from(rotation.mmul(MlMatrix.columnVector(Array.from(mean))).to1DArray()),
    covariance: { rows: size, columns: size, data },
  };
}

function diagonal(values: readonly number[]): number[][] {
  return values.map((value, i) => values.map((_, j) => (i === j ? value : 0)));
}

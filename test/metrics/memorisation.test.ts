import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.js';
import { fid } from '../../src/metrics/fid.js';
import { memorisation } from '../../src/metrics/memorisation.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { distanceOf, sortedNeighbours } from '../math/naive-neighbours.js';
import { copiesOf, NEIGHBOUR_CASES } from './neighbour-cases.js';
import { compute, defined, normals, sampleOf } from './samples.js';
import { expectReplicates } from './expect-replicates.js';
import { leftSamples } from './without-group.js';

function naiveAuthenticity(real: FeatureSample, generated: FeatureSample): number {
  const [a, b] = [real.features, generated.features];
  const authentic = generated.ids.filter((_, j) => {
    const nearest = sortedNeighbours(b, j, a)[0]!;
    return nearest.squaredDistance > sortedNeighbours(a, nearest.index, a, nearest.index)[0]!.squaredDistance;
  });
  return authentic.length / generated.ids.length;
}

function naiveCosineDistance(rows: FeatureSample, columns: FeatureSample): number {
  const rowOf = ({ features: { columns: width, data } }: FeatureSample, i: number) =>
    Array.from(data.subarray(i * width, (i + 1) * width));
  const product = (x: number[], y: number[]) => x.reduce((sum, value, k) => sum + value * y[k]!, 0);
  const unit = (x: number[]) => x.map((value) => value / Math.sqrt(product(x, x)));
  const others = columns.ids.map((_, j) => unit(rowOf(columns, j)));
  const smallest = rows.ids.map((_, i) => {
    const row = unit(rowOf(rows, i));
    return Math.min(
      ...others.map((other) => {
        const sign = Math.sign(product(row, other));
        const apart = row.map((value, k) => value - sign * other[k]!);
        return product(apart, apart) / 2;
      }),
    );
  });
  return smallest.reduce((sum, value) => sum + value, 0) / smallest.length;
}

const ZERO_FREE = NEIGHBOUR_CASES.filter(([name]) => name !== 'tied and duplicated');

describe.each(NEIGHBOUR_CASES)('authenticity of sets that are %s', (_, real, generated) => {
  it('and its replicates are those of the definition', async () => {
    const values = await compute(memorisation, real, generated);
    const { value, replicates } = defined(values, 'authenticity');
    expect(value).toBe(naiveAuthenticity(real, generated));
    expectReplicates(replicates, value, [real, generated], naiveAuthenticity);
  });
});

describe.each(ZERO_FREE)('MiFID of sets that are %s', (_, real, generated) => {
  it.each(['real', 'generated'] as const)('divides FID by the mean distance over %s', async (meanOver) => {
    const values = await compute(memorisation, real, generated, { meanOver, eps: 3 });
    const { value, replicates, details } = defined(values, 'mifid');
    const distances = leftSamples([real, generated]).map(([a, b]) =>
      meanOver === 'real' ? naiveCosineDistance(a, b) : naiveCosineDistance(b, a),
    );
    const frechet = defined(await compute(fid, real, generated), 'fid');
    expect(details.cosineDistance).toBeCloseTo(distances[0]!, 12);
    expect(value / (frechet.value / (distances[0]! + 1e-14))).toBeCloseTo(1, 10);
    if (frechet.replicates instanceof Float64Array) {
      const quotients = frechet.replicates.map((left, group) => left / (distances[group + 1]! + 1e-14));
      quotients.forEach((quotient, group) => {
        expect((replicates as Float64Array)[group]! / quotient).toBeCloseTo(1, 10);
      });
    } else {
      expect(replicates).toEqual(frechet.replicates);
    }
  });
});

it('is FID where the sets are not near each other', async () => {
  const [real, generated] = [sampleOf(normals(1, 200, 32), 'r'), sampleOf(normals(2, 200, 32), 'g')];
  const { value, details } = defined(await compute(memorisation, real, generated), 'mifid');
  expect(details.cosineDistance).toBeGreaterThan(0.1);
  expect(value).toBeCloseTo(defined(await compute(fid, real, generated), 'fid').value, 10);
});

describe('a generator that repeats three of its training images, one of them nearly', () => {
  const real = sampleOf(normals(3, 100, 8), 'r');
  const data = normals(4, 60, 8).data;
  data.set(real.features.data.subarray(8 * 70, 8 * 71), 8 * 10);
  data.set(real.features.data.subarray(8 * 20, 8 * 21), 8 * 30);
  data.set(
    real.features.data.subarray(8 * 5, 8 * 6).map((value) => value + 0.01),
    8 * 50,
  );
  const generated = sampleOf({ rows: 60, columns: 8, data }, 'g');

  it('is listed with them, the copies first', async () => {
    const { pairs, details } = defined(await compute(memorisation, real, generated), 'authenticity');
    expect(details.copies).toBe(2);
    expect(pairs).toHaveLength(10);
    expect(pairs?.slice(0, 2)).toEqual([
      { generated: 'g10', real: 'r70', distance: 0 },
      { generated: 'g30', real: 'r20', distance: 0 },
    ]);
    expect(pairs?.[2]).toMatchObject({ generated: 'g50', real: 'r5' });
    expect(pairs?.[2]?.distance).toBe(Math.sqrt(distanceOf(generated.features, 50, real.features, 5)));
  });

  it('lists as many that are farthest from all training images, the farthest first', async () => {
    const { outliers } = defined(await compute(memorisation, real, generated, { pairs: 4 }), 'authenticity');
    const naive = generated.ids
      .map((id, i) => {
        const nearest = sortedNeighbours(generated.features, i, real.features)[0]!;
        return { generated: id, real: real.ids[nearest.index], distance: Math.sqrt(nearest.squaredDistance) };
      })
      .toSorted((a, b) => b.distance - a.distance);
    expect(outliers).toEqual(naive.slice(0, 4));
  });

  it('is listed as long as is asked for', async () => {
    const pairsOf = async (pairs: number) =>
      defined(await compute(memorisation, real, generated, { pairs }), 'authenticity').pairs;
    expect(await pairsOf(0)).toEqual([]);
    expect(await pairsOf(2)).toHaveLength(2);
    expect(await pairsOf(1000)).toHaveLength(60);
  });

  it('is less authentic than one that does not', async () => {
    const other = sampleOf(normals(4, 60, 8), 'g');
    const repeated = defined(await compute(memorisation, real, generated), 'authenticity').value;
    expect(repeated).toBeLessThan(defined(await compute(memorisation, real, other), 'authenticity').value);
  });
});

it('does not define MiFID where an image has no direction, and names it', async () => {
  const data = normals(5, 20, 3).data;
  data.fill(0, 3 * 7, 3 * 8);
  const broken = sampleOf({ rows: 20, columns: 3, data }, 'x');
  const values = await compute(memorisation, sampleOf(normals(6, 20, 3)), broken);
  expect(values.mifid).toEqual({
    status: 'undefined',
    reason: expect.stringMatching(/features of x7 \(generated\) are all 0/) as string,
  });
  expect(values.authenticity?.status).toBe('ok');
});

it('says that duplicates among the training images hide what is near them', async () => {
  const [copies, near] = [sampleOf(copiesOf(2, 10), 'r'), sampleOf(normals(9, 20, 2, 0.5, 0.01), 'g')];
  const { value, warnings } = defined(await compute(memorisation, copies, near), 'authenticity');
  expect(value).toBe(1);
  expect(warnings.join('\n')).toMatch(
    /20 training image\(s\) have an exact duplicate .* Leave duplicates out/,
  );
  const others = defined(await compute(memorisation, near, copies), 'authenticity').warnings;
  expect(others.join('\n')).not.toMatch(/duplicate/);
});

it('gives two images a side their scores, without an interval', async () => {
  const values = await compute(memorisation, sampleOf(normals(7, 2, 3)), sampleOf(normals(8, 2, 3)));
  expect(defined(values, 'authenticity').replicates).toEqual({
    reason: expect.stringMatching(/^2 images cannot be dealt into 20 groups$/) as string,
  });
});

it.each([{ eps: -1 }, { pairs: 1.5 }, { meanOver: 'both' }])('refuses %o', async (options) => {
  const sample = sampleOf(normals(9, 9, 2));
  await expect(compute(memorisation, sample, sample, options)).rejects.toThrow(UsageError);
});

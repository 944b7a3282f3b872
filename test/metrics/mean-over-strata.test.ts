import { describe, expect, it } from 'vitest';
import { selectRows } from '../../src/math/feature-matrix.js';
import { jackknifeInterval } from '../../src/math/jackknife.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import type { DefinedValue, MetricDefinition } from '../../src/metrics/definition.js';
import { fid } from '../../src/metrics/fid.js';
import { intraFid } from '../../src/metrics/intra-fid.js';
import { intraKid } from '../../src/metrics/intra-kid.js';
import { kid } from '../../src/metrics/kid.js';
import type { FeatureSample } from '../../src/metrics/sample.js';
import { strataReplicates } from '../../src/metrics/strata-replicates.js';
import { exactKid } from './exact-kid.js';
import { compute, defined, normals, sampleOf, tools } from './samples.js';

/** Images in strata of the given sizes, one after the other; those of stratum i are moved by `shift` x i. */
function labelled(
  seed: number,
  prefix: string,
  sizes: Readonly<Record<string, number>>,
  shift = 0,
  width = 3,
) {
  const strata = Object.entries(sizes).flatMap(([name, size]) => new Array<string>(size).fill(name));
  const names = Object.keys(sizes);
  const features = normals(seed, strata.length, width);
  const moved = features.data.map(
    (value, i) => value + shift * names.indexOf(strata[Math.floor(i / width)]!),
  );
  return { ...sampleOf({ ...features, data: moved }, prefix), strata } satisfies FeatureSample;
}

function stratumOf({ ids, features, strata }: FeatureSample, name: string): FeatureSample {
  const rows = ids.flatMap((_, i) => (strata?.[i] === name ? [i] : []));
  return { kind: 'features', ids: rows.map((row) => ids[row]!), features: selectRows(features, rows) };
}

async function valueOf(
  metric: MetricDefinition,
  real: FeatureSample,
  generated: FeatureSample,
): Promise<DefinedValue> {
  return defined(await compute(metric, real, generated), metric.id);
}

describe.each([
  [intraFid, fid],
  [intraKid, kid],
])('the mean over strata', (intra, whole) => {
  const real = labelled(1, 'r', { cat: 40, dog: 30, owl: 25 });
  const generated = labelled(2, 'g', { owl: 30, dog: 25, cat: 28 }, 0.5);

  it(`${intra.id} is that of ${whole.id} within each, listed in order`, async () => {
    const { value, replicates, strata, details, warnings } = await valueOf(intra, real, generated);
    const parts = await Promise.all(
      ['cat', 'dog', 'owl'].map((name) => valueOf(whole, stratumOf(real, name), stratumOf(generated, name))),
    );
    expect(strata).toEqual([
      { stratum: 'cat', real: 40, generated: 28, value: parts[0]!.value },
      { stratum: 'dog', real: 30, generated: 25, value: parts[1]!.value },
      { stratum: 'owl', real: 25, generated: 30, value: parts[2]!.value },
    ]);
    const mean = (values: number[]): number => values.reduce((sum, one) => sum + one / 3, 0);
    expect(value).toBeCloseTo(mean(parts.map((part) => part.value)), 12);
    (replicates as Float64Array).forEach((replicate, group) => {
      const expected = mean(parts.map((part) => (part.replicates as Float64Array)[group]!));
      expect(replicate).toBeCloseTo(expected, 12);
    });
    expect(details).toEqual({ strata: 3, strataInMean: 3 });
    expect(warnings.length).toBe(intra === intraFid ? 1 : 0);
  });

  it(`${intra.id} lists strata that it cannot score, and says that they are not in the mean`, async () => {
    const more = labelled(3, 'g', { ant: 4, cat: 30, dog: 1, elk: 30 });
    const other = labelled(4, 'r', { cat: 30, dog: 30, elk: 30, fox: 9 });
    const { value, strata, warnings, details } = await valueOf(intra, other, more);
    const [ant, cat, dog, elk, fox] = strata!;
    expect(ant).toMatchObject({ real: 0, generated: 4, value: undefined });
    expect(ant!.reason).toMatch(/the real side has no image/);
    expect(dog).toMatchObject({ real: 30, generated: 1, value: undefined });
    expect(dog!.reason).toMatch(/the generated side has 1 image of it; it takes 2/);
    expect(fox!.reason).toMatch(/the generated side has no image/);
    expect(value).toBeCloseTo((cat!.value! + elk!.value!) / 2, 12);
    expect(details).toEqual({ strata: 5, strataInMean: 2 });
    expect(warnings[0]).toBe('3 of 5 strata have no score and are not in the mean: ant, dog, fox.');
  });

  it(`${intra.id} is undefined if no stratum has a score`, async () => {
    const values = await compute(intra, labelled(5, 'r', { a: 9 }), labelled(6, 'g', { b: 9 }));
    expect(values[intra.id]).toMatchObject({
      status: 'undefined',
      reason: expect.stringMatching(
        /none of the 2 strata.*a: the generated side has no image.*same labels/,
      ) as string,
    });
  });

  it(`${intra.id} has no interval, and says why, if a stratum has none`, async () => {
    const sizes = { big: 40, tiny: 2 };
    const { replicates, value } = await valueOf(intra, labelled(7, 'r', sizes), labelled(8, 'g', sizes));
    expect(Number.isFinite(value)).toBe(true);
    expect(replicates).toEqual({
      reason: expect.stringMatching(/1 of 2 strata have no interval \(tiny: .*2 images|too few/) as string,
    });
  });
});

it('sees classes that are mixed up, which the whole set cannot show', async () => {
  const sizes = { a: 60, b: 60 };
  const [real, generated] = [labelled(13, 'r', sizes, 2), labelled(14, 'g', sizes, 2)];
  const mixedUp = { ...generated, strata: [...generated.strata].reverse() };
  expect((await valueOf(kid, real, mixedUp)).value).toBe((await valueOf(kid, real, generated)).value);
  for (const metric of [intraFid, intraKid]) {
    const right = await valueOf(metric, real, generated);
    expect((await valueOf(metric, real, mixedUp)).value).toBeGreaterThan(right.value + 5);
  }
});

it('warns of few images once, for the smallest stratum', async () => {
  const sizes = { a: 300, b: 20, c: 100 };
  const { warnings } = await valueOf(intraFid, labelled(9, 'r', sizes), labelled(10, 'g', sizes));
  expect(warnings).toEqual([expect.stringMatching(/^3 of 3 strata have few images; b: 20 images: /)]);
});

it('tells progress over all strata', async () => {
  const shares: number[] = [];
  const sizes = { a: 30, b: 20, c: 25 };
  const onProgress = (share: number): void => void shares.push(share);
  const [real, generated] = [labelled(11, 'r', sizes), labelled(12, 'g', sizes)];
  await compute(intraKid, real, generated, {}, { ...tools, onProgress });
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

describe('strataReplicates', () => {
  const deletions = (values: readonly number[]): { value: number; replicates: Float64Array } => {
    const sum = values.reduce((total, value) => total + value, 0);
    return {
      value: sum / values.length,
      replicates: Float64Array.from(values, (value) => (sum - value) / (values.length - 1)),
    };
  };

  it('gives a small stratum, and several of them, the variance of their mean', () => {
    const values = [3, -1, 4, 1, -5, 9, 2, 6];
    const small = { stratum: 'small', ...deletions(values) };
    const still = { stratum: 'still', value: 7, replicates: new Float64Array(20).fill(7) };
    const { value } = small;
    const variance = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / 7;
    const replicates = strataReplicates([small, still, { ...small, stratum: 'other' }]);
    const { standardError, estimate } = jackknifeInterval((2 * value + 7) / 3, replicates as Float64Array, {
      correctBias: true,
    });
    expect(replicates).toHaveLength(20);
    // Two strata of eight images in disjoint groups; the jackknife gives 19/20 s^2 / 7 for s^2 / 8.
    expect(standardError ** 2).toBeCloseTo((((2 * variance) / 7) * 0.95) / 9, 12);
    expect(estimate).toBeCloseTo((2 * value + 7) / 3, 12);
  });

  it('takes as many groups as there are, if the strata have fewer than 20 between them', () => {
    const small = { stratum: 'small', ...deletions([1, 2, 4]) };
    expect(strataReplicates([small])).toEqual(small.replicates);
    expect(strataReplicates([small, small])).toHaveLength(6);
  });
});

it('has intervals that cover the true mean over strata of unequal sizes, small ones included', async () => {
  const sizes = { a: 60, b: 12, c: 27 };
  const exact = (exactKid(8, 0) + exactKid(8, 0.5) + exactKid(8, 1)) / 3;
  const random = new Mt19937(1);
  let covered = 0;
  const runs = 200;
  for (let run = 0; run < runs; run++) {
    const [real, generated] = [
      labelled(random.uint32(), 'r', sizes, 0, 8),
      labelled(random.uint32(), 'g', sizes, 0.5, 8),
    ];
    const { value, replicates } = await valueOf(intraKid, real, generated);
    const { low, high } = jackknifeInterval(value, replicates as Float64Array, { correctBias: false });
    if (low <= exact && exact <= high) covered++;
  }
  expect(covered / runs).toBeGreaterThan(0.9);
  expect(covered / runs).toBeLessThan(0.99);
});

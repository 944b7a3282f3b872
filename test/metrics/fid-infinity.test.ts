import { describe, expect, it } from 'vitest';
import { InsufficientSamplesError, UsageError } from '../../src/errors.js';
import { selectRows } from '../../src/math/feature-matrix.js';
import { fitLine } from '../../src/math/fit-line.js';
import { frechetDistance } from '../../src/math/frechet-distance.js';
import { jackknifeGroups } from '../../src/math/jackknife-groups.js';
import { gaussianStatistics } from '../../src/math/leave-groups-out.js';
import { Mt19937 } from '../../src/math/mt19937.js';
import type { DefinedValue } from '../../src/metrics/definition.js';
import { fidInfinity } from '../../src/metrics/fid-infinity.js';
import type { FeatureSample, Sample } from '../../src/metrics/sample.js';
import { intervalOf } from '../../src/suite/comparison/score-samples.js';
import golden from '../../fixtures/golden/metrics/fid-infinity.json' with { type: 'json' };
import { uniformFeatures } from '../../fixtures/golden/metrics/uniform-features.js';
import { defined, normals, sampleOf, tools } from './samples.js';
import { withoutGroup } from './without-group.js';

const ID = 'fid-infinity';

async function score(
  real: Sample,
  generated: Sample,
  options: Readonly<Record<string, unknown>> = {},
): Promise<DefinedValue> {
  return defined(await fidInfinity.compute([real, generated], options, tools), ID);
}

function statisticsOf({ features }: FeatureSample): Sample {
  return { kind: 'statistics', statistics: gaussianStatistics(features) };
}

describe('FID-infinity against numpy and scipy', () => {
  it.each(golden.cases)('$name', async ({ width, real, generated, options, ...expected }) => {
    const { value, details } = await score(
      sampleOf(uniformFeatures({ width, ...real })),
      sampleOf(uniformFeatures({ width, ...generated })),
      options,
    );
    expect(Math.abs(value - expected.value) / expected.value).toBeLessThan(1e-9);
    expect(Math.abs(details.slope! - expected.slope) / expected.slope).toBeLessThan(1e-9);
    expect(details.distanceOfAll).toBeCloseTo(expected.distanceOfAll, 9);
    expect(details.smallestSubset).toBe(expected.sizes.from);
  });
});

describe('replicates', () => {
  const real = sampleOf(normals(101, 330, 6), 'real');
  const generated = sampleOf(normals(102, 410, 6, 0.3), 'generated');

  it('move as the line through three sizes does without each group', async () => {
    const { value, replicates } = await score(real, generated, { points: 5, smallest: 101, seed: 3 });
    const order = Array.from(new Mt19937(3).permutation(410));
    const groupOf = jackknifeGroups(generated.ids, 20);
    const intercept = (side: FeatureSample, left?: number): number => {
      const subsets = [101, 255, 410].map((size) =>
        order.slice(0, size).filter((row) => groupOf[row] !== left),
      );
      const distances = subsets.map(
        (rows) =>
          frechetDistance(
            gaussianStatistics(side.features),
            gaussianStatistics(selectRows(generated.features, rows)),
          ).distance,
      );
      return fitLine(
        subsets.map((rows) => 1 / rows.length),
        distances,
      ).intercept;
    };
    for (const [group, replicate] of (replicates as Float64Array).entries()) {
      const moved = intercept(withoutGroup(real, group), group) - intercept(real);
      expect(replicate - value).toBeCloseTo(moved, 10);
    }
  });

  it('are taken of the generated side alone if the real one is statistics', async () => {
    const { value, replicates } = await score(statisticsOf(real), generated);
    expect(value).toBe((await score(real, generated)).value);
    expect(replicates).toHaveLength(20);
  });

  it('are as many as there are real images, if these are few', async () => {
    const narrow = sampleOf(normals(113, 100, 1));
    expect((await score(first(narrow, 18), narrow)).replicates).toHaveLength(18);
  });

  it('are not taken of subsets or real sides hardly larger than the width', async () => {
    const subset = await score(real, generated, { smallest: 31 });
    expect(subset.replicates).toEqual({
      reason: expect.stringMatching(
        /smallest subset has 31 images for features of rank 6.*takes 32/,
      ) as string,
    });
    expect((await score(real, generated, { smallest: 32 })).replicates).toHaveLength(20);
    const few = await score(first(real, 31), generated);
    expect(few.replicates).toEqual({ reason: expect.stringContaining('real side has 31') as string });
  });

  it('give intervals that cover the distance of the distributions, of which both sides are samples', async () => {
    const WIDTH = 4;
    const RUNS = 200;
    const truth = WIDTH * (0.2 ** 2 + 0.1 ** 2);
    let covered = 0;
    for (let run = 0; run < RUNS; run++) {
      const { value, replicates } = await score(
        sampleOf(normals(1000 + run, 250, WIDTH), `real${run}-`),
        sampleOf(normals(2000 + run, 250, WIDTH, 0.2, 1.1), `generated${run}-`),
      );
      const interval = intervalOf(value, replicates, fidInfinity.scores[0]);
      if (interval.status === 'ok' && interval.low <= truth && truth <= interval.high) covered++;
    }
    expect(covered / RUNS).toBeGreaterThanOrEqual(0.9);
    expect(covered / RUNS).toBeLessThanOrEqual(0.99);
  });
});

it('is on average the distance from the real statistics that infinitely many images have', async () => {
  const real = statisticsOf(sampleOf(normals(103, 20_000, 4)));
  const RUNS = 60;
  let [sum, ofAll] = [0, 0];
  for (let run = 0; run < RUNS; run++) {
    const { value, details } = await score(real, sampleOf(normals(3000 + run, 120, 4, 0.1)));
    sum += value;
    ofAll += details.distanceOfAll!;
  }
  const truth = 4 * 0.1 ** 2;
  expect(ofAll / RUNS).toBeGreaterThan(2 * truth);
  expect(Math.abs(sum / RUNS - truth)).toBeLessThan(truth / 4);
});

it('is the squared distance of two images that are repeated, with nothing to be unsure of', async () => {
  const zeros = sampleOf({ rows: 60, columns: 3, data: new Float32Array(180) });
  const twos = sampleOf({ rows: 60, columns: 3, data: new Float32Array(180).fill(2) });
  const { value, replicates } = await score(zeros, twos);
  expect(value).toBeCloseTo(12, 12);
  for (const replicate of replicates as Float64Array) expect(replicate).toBeCloseTo(12, 12);
});

it('says how many images it takes', async () => {
  const real = sampleOf(normals(105, 100, 8));
  const few = score(real, sampleOf(normals(106, 39, 8)));
  await expect(few).rejects.toThrow(InsufficientSamplesError);
  await expect(few).rejects.toThrow(/39 images.*8 features needs at least 40/);
  expect((await score(real, sampleOf(normals(106, 40, 8)))).details.smallestSubset).toBe(20);
});

it('refuses a fit that starts where covariances are singular', async () => {
  const start = score(sampleOf(normals(107, 100, 8)), sampleOf(normals(108, 100, 8)), { smallest: 8 });
  await expect(start).rejects.toThrow(UsageError);
  await expect(start).rejects.toThrow(/smallest=9 or more/);
});

it('is not defined for generated images known by their statistics alone', async () => {
  const side = sampleOf(normals(109, 100, 4));
  const values = await fidInfinity.compute([side, statisticsOf(side)], {}, tools);
  expect(values[ID]).toMatchObject({ status: 'undefined' });
});

it('warns of few real images, whose bias stays', async () => {
  const generated = sampleOf(normals(110, 100, 4));
  const few = await score(sampleOf(normals(111, 100, 4)), generated);
  expect(few.warnings).toEqual([expect.stringContaining('100 real images')]);
  const { warnings } = await score(statisticsOf(sampleOf(normals(112, 10_000, 4))), generated);
  expect(warnings).toEqual([]);
});

function first({ ids, features }: FeatureSample, count: number): FeatureSample {
  const rows = Array.from({ length: count }, (_, i) => i);
  return { kind: 'features', ids: ids.slice(0, count), features: selectRows(features, rows) };
}

import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { clusterBootstrap } from '../../../src/math/cluster-bootstrap.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { controlDifference } from '../../../src/metrics/control/control-difference.js';
import { controlScore } from '../../../src/metrics/control/control-score.js';
import type { PoseScore } from '../../../src/metrics/pose/definition.js';
import type { Estimate } from '../../../src/metrics/control/estimate.js';
import { isScored } from '../../../src/metrics/control/is-scored.js';
import { measureControl, type ControlSamples } from '../../../src/metrics/control/measured-control.js';
import { mkr } from '../../../src/metrics/pose/mkr.js';
import { normalisedControl } from '../../../src/metrics/control/normalised-control.js';
import { oks } from '../../../src/metrics/pose/oks.js';
import { pck } from '../../../src/metrics/pose/pck.js';
import type { PoseSample } from '../../../src/metrics/pose/pose-sample.js';
import { poseScores } from '../../../src/metrics/pose/registry.js';
import type { Resampled } from '../../../src/metrics/control/resampled.js';
import { resampledControl } from '../../../src/metrics/control/resampled-control.js';
import { shuffledSample } from '../../../src/metrics/pose/shuffled-sample.js';
import { detected, sampleOfPairs, scoreOf, someSample, somePose } from '../pose/pose-cases.js';

const resampling = { resamples: 200, seed: 1 };
const sample = someSample(new Mt19937(1), { conditions: 40, errorPx: 6, missing: 0.05 });
const real = found(sample, 3, 2);

/** The sample as another generator's images: each joint off by `errorPx`. */
function found({ pairs, estimator }: PoseSample, errorPx: number, seed: number): PoseSample {
  const random = new Mt19937(seed);
  return {
    estimator,
    pairs: pairs.map((pair) => ({ ...pair, predicted: detected(pair.target.pose, errorPx, random) })),
  };
}

/** Images that know nothing of their conditions. */
function unconditional({ pairs, estimator }: PoseSample, seed: number): PoseSample {
  const random = new Mt19937(seed);
  return {
    estimator,
    pairs: pairs.map((pair) => ({ ...pair, predicted: detected(somePose(random), 3, random) })),
  };
}

const samplesOf = (generated: PoseSample): ControlSamples<PoseSample> => ({
  generated,
  floor: shuffledSample(generated, { seed: 7 }),
  ceiling: real,
});
const scored = (score: PoseScore, generated: PoseSample) =>
  controlScore(measureControl(score, samplesOf(generated)), resampling);

function defined(estimate: Estimate) {
  if (estimate.status === 'undefined') throw new Error(estimate.reason);
  if (estimate.interval.status === 'undefined') throw new Error(estimate.interval.reason);
  return { value: estimate.value, interval: estimate.interval };
}

const reasonOf = (estimate: Estimate) =>
  estimate.status === 'undefined'
    ? estimate.reason
    : estimate.interval.status === 'undefined'
      ? estimate.interval.reason
      : 'none';

describe('normalisedControl', () => {
  it('is 0 at the floor, 1 at the ceiling, and linear, whichever way is better', () => {
    const of = (score: number) => [
      normalisedControl({ score, floor: 0.25, ceiling: 0.75 }, 'higher'),
      normalisedControl({ score: 1 - score, floor: 0.75, ceiling: 0.25 }, 'lower'),
    ];
    [0.25, 0.5, 0.75, 1, 0].forEach((score, i) => {
      for (const control of of(score)) expect(control).toBeCloseTo([0, 0.5, 1, 1.5, -0.5][i]!, 14);
    });
  });

  it.each([
    ['higher', 0.5, 0.5],
    ['higher', 0.5, 0.4],
    ['lower', 8, 8],
    ['lower', 8, 9],
  ] as const)(
    'is not defined if %s is better, with a floor of %f and a ceiling of %f',
    (direction, floor, ceiling) => {
      expect(normalisedControl({ score: 1, floor, ceiling }, direction)).toEqual({
        reason: expect.stringContaining(
          `the ceiling, ${ceiling}, is no better than the floor, ${floor}`,
        ) as string,
      });
    },
  );
});

describe.each(
  poseScores.filter(({ comparesTargets }) => comparesTargets).map((score) => [score.id, score] as const),
)('control by %s', (_, score) => {
  it('is 1 for the real images themselves', () => {
    const { control } = scored(score, real);
    expect(control).toMatchObject({ status: 'ok', value: 1 });
    expect(reasonOf(control)).toContain('resampling sees no spread');
  });

  it('is near 0 for images that know nothing of their conditions', () => {
    const { control } = scored(score, unconditional(sample, 3));
    if (control.status === 'undefined') throw new Error(control.reason);
    expect(Math.abs(control.value)).toBeLessThan(0.1);
    // The interval of a score that is rarely above 0 is too narrow by a little.
    const rare = ['oks-share', 'oks-ap'].includes(score.id) ? 0.01 : 0;
    if (control.interval.status === 'ok') {
      expect(control.interval.low).toBeLessThanOrEqual(rare);
      expect(control.interval.high).toBeGreaterThanOrEqual(-rare);
    } else {
      expect(rare).toBeGreaterThan(0);
    }
  });

  it('lies between for images that half obey, within its interval, and falls as they obey less', () => {
    const controls = [16, 19, 22].map((errorPx) => defined(scored(score, found(sample, errorPx, 4)).control));
    for (const { value, interval } of controls) {
      expect(interval.low).toBeLessThan(value);
      expect(interval.high).toBeGreaterThan(value);
    }
    const values = controls.map(({ value }) => value);
    expect(values[0]).toBeLessThan(1);
    expect(values[1]).toBeLessThan(values[0]!);
    expect(values[2]).toBeLessThan(values[1]!);
    expect(values[2]).toBeGreaterThan(0);
  });
});

it('every resample is what copies of its conditions would score', () => {
  const measured = measureControl(pck, samplesOf(sample));
  const floor = shuffledSample(sample, { seed: 7 });
  if (!isScored(floor)) throw new Error(floor.reason);
  const replicates = resampledControl([measured], { resamples: 5, seed: 3 }).flatMap((resampled) =>
    [resampled.score, resampled.floor].filter(isScored<Resampled>).map((part) => part.replicates),
  );
  const conditions = [...new Set(sample.pairs.map(({ condition }) => condition))].sort();
  const copies = ({ pairs }: PoseSample, weights: Float64Array) => {
    const weight = (condition: string) => weights[conditions.indexOf(condition)]!;
    return sampleOfPairs(
      pairs.flatMap((pair) => {
        const { condition, targetCondition } = pair;
        const count = weight(condition) * (targetCondition === undefined ? 1 : weight(targetCondition));
        return Array.from({ length: count }, (_, copy) => ({ ...pair, id: `${pair.id}#${copy}` }));
      }),
    );
  };
  [...clusterBootstrap(conditions.length, { resamples: 5, seed: 3 })].forEach((weights, b) => {
    expect(replicates[0]![b]).toBeCloseTo(scoreOf(pck, copies(sample, weights)), 12);
    expect(replicates[1]![b]).toBeCloseTo(scoreOf(pck, copies(floor, weights)), 12);
  });
});

describe('controlScore', () => {
  it('gives the same bits for the same seed, whatever the order of the images', () => {
    const reversed = { ...sample, pairs: sample.pairs.toReversed() };
    expect(scored(oks, reversed)).toEqual(scored(oks, sample));
  });

  it('does not normalise what does not look at places', () => {
    const { score, control } = scored(mkr, sample);
    expect(defined(score).value).toBeGreaterThan(0);
    expect(reasonOf(control)).toContain('does not depend on what was asked for');
  });

  it('passes on why there is no floor or ceiling, and scores without', () => {
    const measured = measureControl(pck, {
      generated: sample,
      floor: { reason: 'all ask for one pose' },
      ceiling: { reason: 'no real images' },
    });
    const { score, floor, ceiling, control } = controlScore(measured, resampling);
    expect(defined(score).value).toBe(scoreOf(pck, sample));
    expect([floor, ceiling, control].map(reasonOf)).toEqual([
      'all ask for one pose',
      'no real images',
      'all ask for one pose',
    ]);
  });

  it('says why nothing is scored', () => {
    const pairs = sample.pairs.map((pair) => ({ ...pair, target: { pose: pair.target.pose } }));
    const pckh = poseScores.find(({ id }) => id === 'pckh')!;
    for (const ceiling of [real, { reason: 'none' }]) {
      const measured = measureControl(pckh, {
        generated: sampleOfPairs(pairs),
        floor: { reason: 'none' },
        ceiling,
      });
      expect(reasonOf(controlScore(measured, resampling).score)).toBe(
        `no image is scored: no scale: no head box (${pairs.length})`,
      );
    }
  });

  it('has no interval of few conditions, of none asked for, or where nothing differs', () => {
    const few = someSample(new Mt19937(1), { conditions: 9 });
    expect(reasonOf(scored(pck, few).score)).toContain('there are 9 condition(s)');
    const bare = controlScore(measureControl(pck, samplesOf(sample)), { resamples: 0, seed: 1 });
    expect(reasonOf(bare.score)).toBe('no interval was asked for');
    expect(reasonOf(scored(pck, found(sample, 0, 1)).score)).toContain('resampling sees no spread');
  });

  it('has no interval of control if the score is the same everywhere, whatever its floor', () => {
    const lost = sampleOfPairs(sample.pairs.map((pair) => ({ ...pair, predicted: null })));
    const measured = measureControl(pck, {
      generated: lost,
      floor: shuffledSample(found(sample, 30, 5), { seed: 1 }),
      ceiling: real,
    });
    const { score, floor, control } = controlScore(measured, resampling);
    expect(defined(floor).interval.high).toBeGreaterThan(defined(floor).interval.low);
    expect(score).toMatchObject({ status: 'ok', value: 0 });
    expect(reasonOf(control)).toContain('resampling sees no spread');
  });

  it('refuses samples that different estimators have looked at', () => {
    const other = { ...real, estimator: { name: 'other', joints: real.estimator.joints } };
    const fewer = { ...real, estimator: { name: 'estimator', joints: ['r_hip'] as const } };
    for (const ceiling of [other, fewer]) {
      expect(() => measureControl(pck, { ...samplesOf(sample), ceiling })).toThrow(InputError);
    }
  });
});

describe('controlDifference', () => {
  const measured = (generated: PoseSample, options = {}) =>
    measureControl(pck, samplesOf(generated), options);
  const good = measured(found(sample, 5, 8));
  const bad = measured(found(sample, 8, 9));

  it('is the difference of the scores and of control', () => {
    const { score, control } = controlDifference(good, bad, resampling);
    const [a, b] = [good, bad].map((each) => controlScore(each, resampling));
    expect(defined(score).value).toBe(defined(a!.score).value - defined(b!.score).value);
    expect(defined(control).value).toBe(defined(a!.control).value - defined(b!.control).value);
    expect(defined(score).interval.low).toBeGreaterThan(0);
    const turned = controlDifference(bad, good, resampling);
    expect(defined(turned.score).interval.high).toBeCloseTo(-defined(score).interval.low, 12);
  });

  it('takes an option at its default for one that was not given', () => {
    const given = controlDifference(good, measured(found(sample, 8, 9), { threshold: 0.2 }), resampling);
    expect(given).toEqual(controlDifference(good, bad, resampling));
  });

  it('of a generator and itself is 0, without a spread', () => {
    const { score } = controlDifference(good, good, resampling);
    expect(score).toMatchObject({ status: 'ok', value: 0 });
    expect(reasonOf(score)).toContain('resampling sees no spread');
  });

  it('does not hold what both owe to the conditions against them', () => {
    // Half of the conditions are hard for both generators.
    const uneven = (errorPx: number, seed: number): PoseSample => {
      const random = new Mt19937(seed);
      const pairs = sample.pairs.map((pair) => {
        const hard = pair.condition.length % 2 === 0;
        return { ...pair, predicted: detected(pair.target.pose, hard ? 30 : errorPx, random) };
      });
      return sampleOfPairs(pairs);
    };
    const [a, b] = [measured(uneven(5, 1)), measured(uneven(6, 2))];
    const width = (estimate: Estimate) => defined(estimate).interval.standardError;
    const alone = Math.hypot(
      width(controlScore(a, resampling).score),
      width(controlScore(b, resampling).score),
    );
    expect(width(controlDifference(a, b, resampling).score)).toBeLessThan(0.6 * alone);
  });

  it('refuses other conditions, scores and options', () => {
    const fewer = measured({ ...sample, pairs: sample.pairs.slice(4) });
    expect(() => controlDifference(good, fewer, resampling)).toThrow(InputError);
    expect(() => controlDifference(good, fewer, resampling)).toThrow(
      'the candidate has 2 that the baseline lacks, the baseline 0',
    );
    expect(() => controlDifference(good, measureControl(oks, samplesOf(sample)), resampling)).toThrow(
      InputError,
    );
    expect(() => controlDifference(good, measured(sample, { threshold: 0.1 }), resampling)).toThrow(
      InputError,
    );
  });
});

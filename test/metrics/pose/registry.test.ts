import { describe, expect, it } from 'vitest';
import { keypointNames } from '../../../src/conditions/pose.js';
import { UsageError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import type { PosePair, PoseSample } from '../../../src/metrics/pose/pose-sample.js';
import { poseScores } from '../../../src/metrics/pose/registry.js';
import { metrics } from '../../../src/metrics/registry.js';
import { naiveScores } from './naive-scores.js';
import { once, sampleOfPairs, scoreOf, someSample, transformed } from './pose-cases.js';

const sample = someSample(new Mt19937(1), { missing: 0.1 });
const whole = someSample(new Mt19937(2), { errorPx: 0 });

/** The sample with every joint found `px` to the right of its place. */
function shifted({ pairs, estimator }: PoseSample, px: number): PoseSample {
  const moved = pairs.map((pair): PosePair => {
    const keypoints = pair.target.pose.map((keypoint) => keypoint && { x: keypoint.x + px, y: keypoint.y });
    return { ...pair, predicted: { keypoints, score: 0.5 } };
  });
  return { estimator, pairs: moved };
}

it('has no two scores of one name, among metrics either', () => {
  const names = [...poseScores, ...metrics.flatMap(({ scores }) => scores)].map(({ id }) => id);
  expect(new Set(names).size).toBe(names.length);
});

/** The contract that every pose score keeps. */
describe.each(poseScores.map((score) => [score.id, score] as const))('%s', (id, score) => {
  const best = score.direction === 'lower' ? 0 : 1;

  it('says what it is', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(score.title).not.toBe('');
    expect(score.summary).toMatch(/\.$/);
    expect(score.source).not.toBe('');
  });

  it('equals its definition read naively, in 40 samples with things missing', () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = new Mt19937(seed);
      const errorPx = 1 + 12 * random.random();
      const drawn = someSample(random, { conditions: 12, seeds: 1, errorPx, missing: 0.3 * random.random() });
      const naive = naiveScores[id]!(drawn.pairs);
      expect(Math.abs(scoreOf(score, drawn) - naive)).toBeLessThanOrEqual(1e-12 * Math.abs(naive));
    }
  });

  it('is within its range, and has an entry an image in the order of ids', () => {
    const value = scoreOf(score, sample);
    expect(value).toBeGreaterThanOrEqual(score.range[0]);
    expect(value).toBeLessThanOrEqual(score.range[1]);
    const ids = score.measure(sample, {}).images.map((image) => image.id);
    expect(ids).toEqual(sample.pairs.map((pair) => pair.id).sort());
  });

  it('does not change a bit with the order of the images', () => {
    const order = new Mt19937(3).permutation(sample.pairs.length);
    const other = { ...sample, pairs: Array.from(order, (i) => sample.pairs[i]!) };
    expect(scoreOf(score, other)).toBe(scoreOf(score, sample));
    expect(score.measure(other, {}).images).toEqual(score.measure(sample, {}).images);
  });

  it('takes a weight for so many copies', () => {
    const random = new Mt19937(4);
    const measured = score.measure(sample, {});
    const weights = once(measured.images.length).map(() => random.integer(0, 4));
    const byId = new Map(sample.pairs.map((pair) => [pair.id, pair]));
    const copies = measured.images.flatMap((image, i) =>
      Array.from({ length: weights[i]! }, (_, copy) => ({
        ...byId.get(image.id)!,
        id: `${image.id}#${copy}`,
      })),
    );
    expect(measured.score(weights)).toBeCloseTo(scoreOf(score, sampleOfPairs(copies)), 12);
  });

  it('is not defined if nothing weighs anything', () => {
    const measured = score.measure(sample, {});
    expect(measured.score(new Float64Array(measured.images.length))).toBeUndefined();
  });

  it('is the best there is where every joint is in its place', () => {
    expect(scoreOf(score, whole)).toBe(best);
  });

  it('does not mind where the person stands', () => {
    expect(scoreOf(score, transformed(sample, 1, 1024))).toBeCloseTo(scoreOf(score, sample), 9);
  });

  it('does not mind the size of the image, if not measured in pixels', () => {
    const factor = score.unit === 'px' ? 2 : 1;
    expect(scoreOf(score, transformed(sample, 2, 0))).toBe(factor * scoreOf(score, sample));
  });

  it('gets worse the farther joints are off, or does not look at places', () => {
    const sign = score.direction === 'lower' ? 1 : -1;
    const losses = [0, 2, 5, 8, 12, 20, 40, 400].map((px) => sign * scoreOf(score, shifted(whole, px)));
    losses.slice(1).forEach((loss, i) => {
      expect(loss).toBeGreaterThanOrEqual(losses[i]!);
    });
    expect(losses.at(-1)! > losses[0]!).toBe(score.comparesTargets);
  });

  it('counts every joint or says why not', () => {
    const joints = ['r_knee', 'l_knee', 'pelvis', 'head_top', 'l_shoulder'] as const;
    const few = { ...sample, estimator: { name: 'Small', joints } };
    const { parts: counted, leftOut } = score.measure(few, {});
    for (const { part } of counted) expect(joints).toContain(part);
    const gone = leftOut.map(({ part, reason }) => [part, reason] as const);
    if (id === 'detection-failures') expect(gone).toEqual([]);
    else expect(Object.fromEntries(gone)).toMatchObject({ r_wrist: 'Small does not give it' });
    if (counted.length > 0) expect(counted.length + leftOut.length).toBe(keypointNames.length);
  });

  it('does not depend on joints that the estimator does not give', () => {
    const joints = keypointNames.filter((joint) => !['r_wrist', 'l_ankle'].includes(joint));
    const places = joints.map((joint) => keypointNames.indexOf(joint));
    const only = (keep: (j: number) => boolean) => ({
      estimator: { name: 'Small', joints },
      pairs: sample.pairs.map((pair) => ({
        ...pair,
        predicted: pair.predicted && {
          ...pair.predicted,
          keypoints: pair.predicted.keypoints.map((keypoint, j) => (keep(j) ? keypoint : null)),
        },
      })),
    });
    expect(
      scoreOf(
        score,
        only((j) => places.includes(j)),
      ),
    ).toBe(
      scoreOf(
        score,
        only(() => true),
      ),
    );
  });

  it('has an options schema with defaults, and refuses options that it does not have', () => {
    expect(score.options.safeParse({}).success).toBe(true);
    expect(() => score.measure(sample, { wrong: 1 })).toThrow(UsageError);
  });
});

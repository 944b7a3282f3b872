import { describe, expect, it } from 'vitest';
import { keypointNames, type KeypointName, type Pose } from '../../../src/conditions/pose.js';
import { InputError, UsageError } from '../../../src/errors.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import { akd } from '../../../src/metrics/pose/akd.js';
import type { PoseScore } from '../../../src/metrics/pose/definition.js';
import { detectionFailures } from '../../../src/metrics/pose/detection-failures.js';
import { mkr } from '../../../src/metrics/pose/mkr.js';
import { notScored } from '../../../src/metrics/control/not-scored.js';
import { oksAp } from '../../../src/metrics/pose/oks-ap.js';
import { oksShare } from '../../../src/metrics/pose/oks-share.js';
import { oks } from '../../../src/metrics/pose/oks.js';
import { pck } from '../../../src/metrics/pose/pck.js';
import { pckhSegment } from '../../../src/metrics/pose/pckh-segment.js';
import { pckh } from '../../../src/metrics/pose/pckh.js';
import type { PosePair } from '../../../src/metrics/pose/pose-sample.js';
import { detected, once, sampleOfPairs, scoreOf, someSample, standingAt } from './pose-cases.js';

const exact = (pose: Pose) => detected(pose, 0, new Mt19937(0));
const pair = (id: string, pose: Pose, others: Partial<PosePair> = {}): PosePair => ({
  id,
  condition: id,
  target: { pose },
  predicted: exact(standingAt()),
  ...others,
});

/** The person who stands, with some joints alone, or all but some. */
const only = (...names: KeypointName[]) =>
  standingAt().map((keypoint, j) => (names.includes(keypointNames[j]!) ? keypoint : null));
const without = (...names: KeypointName[]) =>
  standingAt().map((keypoint, j) => (names.includes(keypointNames[j]!) ? null : keypoint));
const nobody: Pose = standingAt().map(() => null);

function measured(score: PoseScore, pairs: readonly PosePair[]) {
  const measurement = score.measure(sampleOfPairs(pairs), {});
  return { value: measurement.score(once(pairs.length)), reasons: notScored(measurement), measurement };
}

describe('an image is not scored, and the others are', () => {
  const fine = pair('fine', standingAt(), {
    target: { pose: standingAt(), headBox: { x: 90, y: 90, width: 20, height: 25 } },
  });
  const noJoint = 'no joint that counts is labelled';
  const headless = { target: { pose: only('l_shoulder', 'pelvis', 'r_hip'), headBox: fine.target.headBox } };

  it.each([
    [pck, 'a shoulder is missing', without('l_shoulder'), 'no scale: l_shoulder not labelled'],
    [pck, 'the torso is missing', only('r_knee'), 'no scale: l_shoulder and r_hip not labelled'],
    [pck, 'nothing is labelled', nobody, noJoint],
    [pckh, 'there is no head box', standingAt(), 'no scale: no head box'],
    [pckhSegment, 'there is no neck', without('upper_neck'), 'no scale: upper_neck not labelled'],
    [pckhSegment, 'only pelvis and thorax are labelled', only('pelvis', 'thorax'), noJoint],
    [oks, 'only joints without sigma are labelled', only('pelvis', 'head_top'), noJoint],
    [
      oks,
      'one joint spans no area',
      only('l_knee'),
      'no scale: no area or box, and the labelled joints span none',
    ],
    [oksAp, 'nothing is labelled', nobody, noJoint],
    [akd, 'nothing is labelled', nobody, noJoint],
    [mkr, 'nothing is labelled', nobody, noJoint],
  ] as const)('%o: %s', (score, _, pose, reason) => {
    const { value, reasons } = measured(score, [fine, pair('odd', pose)]);
    expect(value).toBe(score.direction === 'lower' ? 0 : 1);
    expect(reasons).toEqual([{ reason, count: 1 }]);
    expect(measured(score, [pair('odd', pose)]).value).toBeUndefined();
  });

  it('PCK, if shoulder and hip are at one place', () => {
    const hip = keypointNames.indexOf('r_hip');
    const shoulder = keypointNames.indexOf('l_shoulder');
    const flat = standingAt().map((keypoint, j) => (j === hip ? standingAt()[shoulder]! : keypoint));
    expect(measured(pck, [pair('odd', flat)]).reasons).toEqual([
      { reason: 'no scale: l_shoulder and r_hip are labelled at one place', count: 1 },
    ]);
  });

  it('but a single joint with a box is', () => {
    const target = { pose: only('l_knee'), box: { x: 1, y: 1, width: 50, height: 100 } };
    expect(measured(oks, [pair('one', target.pose, { target })]).value).toBe(1);
  });

  it('and half a person with a scale is', () => {
    expect(measured(pckh, [pair('half', headless.target.pose, headless)]).value).toBe(1);
  });
});

describe('an image in which nobody was found', () => {
  const pairs = [pair('found', standingAt()), pair('lost', standingAt(), { predicted: null })];

  it('is all wrong and all missing', () => {
    expect(measured(pck, pairs).value).toBe(0.5);
    expect(measured(oks, pairs).value).toBe(0.5);
    expect(measured(mkr, pairs).value).toBe(0.5);
    expect(measured(detectionFailures, pairs).value).toBe(0.5);
  });

  it('halves the recall of AP', () => {
    expect(measured(oksAp, pairs).value).toBeCloseTo(51 / 101, 14);
    expect(measured(oksAp, pairs.slice(1)).value).toBe(0);
  });

  it('does not enter AKD, which counts it', () => {
    const { value, reasons, measurement } = measured(akd, pairs);
    expect(value).toBe(0);
    expect(reasons).toEqual([{ reason: 'nobody was found', count: 1 }]);
    expect(measurement.details).toEqual({ nobodyFound: 1 });
    expect(measured(akd, pairs.slice(1)).value).toBeUndefined();
  });

  it('is one thing, somebody without a joint is another', () => {
    const predicted = { keypoints: standingAt().map(() => null), score: 0.5 };
    const { value, reasons } = measured(akd, [pair('ghost', standingAt(), { predicted })]);
    expect(value).toBeUndefined();
    expect(reasons).toEqual([{ reason: 'no joint that counts was found', count: 1 }]);
    expect(measured(detectionFailures, [pair('ghost', standingAt(), { predicted })]).value).toBe(0);
  });
});

it('hidden joints count like visible ones', () => {
  const sample = someSample(new Mt19937(5));
  const hidden = sample.pairs.map((given) => ({
    ...given,
    target: {
      ...given.target,
      pose: given.target.pose.map((keypoint) => keypoint && { ...keypoint, visible: false }),
    },
  }));
  for (const score of [pck, pckh, oks, akd]) {
    expect(scoreOf(score, sampleOfPairs(hidden))).toBe(scoreOf(score, sample));
  }
});

it('a joint exactly at the threshold is right', () => {
  // The torso of the person who stands is 50 px: 0.2 of it is 10.
  const off = (px: number) =>
    exact(standingAt()).keypoints.map((keypoint) => keypoint && { ...keypoint, x: keypoint.x + px });
  const at = (px: number) => pair('at', standingAt(), { predicted: { keypoints: off(px), score: 1 } });
  expect(measured(pck, [at(10)]).value).toBe(1);
  expect(measured(pck, [at(10.001)]).value).toBe(0);
});

it('an OKS exactly at the threshold is not above it', () => {
  // Of the twelve joints with a sigma, the six of the legs are in their places and the six of the arms are not found.
  const keypoints = exact(standingAt()).keypoints.map((keypoint, j) => (j < 6 ? keypoint : null));
  const half = pair('half', standingAt(), { predicted: { keypoints, score: 1 } });
  expect(measured(oks, [half]).value).toBe(0.5);
  expect(measured(oksShare, [half]).value).toBe(0);
});

describe('refuses', () => {
  const moved = (j: number, x: number, y: number) =>
    standingAt().map((keypoint, other) => (other === j ? { x, y, visible: true } : keypoint));
  const withTarget = (others: Partial<PosePair['target']>) =>
    pair('a.png', standingAt(), { target: { pose: standingAt(), ...others } });
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const keypoints = exact(standingAt()).keypoints;

  it.each([
    ['no pairs', [], 'There are no images'],
    ['an image twice', [pair('a.png', standingAt()), pair('a.png', standingAt())], 'a.png comes twice'],
    [
      '15 joints',
      [pair('a.png', standingAt().slice(1))],
      'a.png: the target pose has 15 joints; expected 16',
    ],
    ['a target at NaN', [pair('a.png', moved(3, NaN, 1))], 'a.png: target l_hip is at (NaN, 1)'],
    ['a target at (0, 0)', [pair('a.png', moved(9, 0, 0))], 'a.png: target head_top is at exactly (0, 0)'],
    ['an empty head box', [withTarget({ headBox: { ...box, width: 0 } })], 'the head box is 0 x 4 px'],
    ['an endless box', [withTarget({ box: { ...box, height: Infinity } })], 'the box is 3 x Infinity px'],
    ['no area', [withTarget({ area: 0 })], 'the area is 0 px²'],
    [
      'a pose found of 17 joints',
      [pair('a.png', standingAt(), { predicted: { keypoints: [...keypoints, null], score: 1 } })],
      'the detected pose has 17 joints',
    ],
    [
      'a joint found at infinity',
      [
        pair('a.png', standingAt(), {
          predicted: { keypoints: [{ x: 1, y: Infinity }, ...keypoints.slice(1)], score: 1 },
        }),
      ],
      'a.png: detected r_ankle is at (1, Infinity)',
    ],
    [
      'a confidence of NaN',
      [pair('a.png', standingAt(), { predicted: { keypoints, score: NaN } })],
      'the confidence of the pose is NaN',
    ],
  ] as const)('%s', (_, pairs, message) => {
    const measure = () => pck.measure(sampleOfPairs(pairs), {});
    expect(measure).toThrow(InputError);
    expect(measure).toThrow(message);
  });

  it('a joint on an edge it takes', () => {
    expect(measured(pck, [pair('edge', moved(9, 0, 5))]).value).toBe(15 / 16);
  });

  it('a threshold of 0', () => {
    expect(() => pck.measure(sampleOfPairs([pair('a', standingAt())]), { threshold: 0 })).toThrow(UsageError);
  });
});

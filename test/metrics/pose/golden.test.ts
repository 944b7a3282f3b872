import { describe, expect, it } from 'vitest';
import golden from '../../../fixtures/golden/pose-scores/scores.json' with { type: 'json' };
import { keypointNames } from '../../../src/conditions/pose.js';
import { akd } from '../../../src/metrics/pose/akd.js';
import type { Measurement } from '../../../src/metrics/control/definition.js';
import type { PoseScore } from '../../../src/metrics/pose/definition.js';
import { mkr } from '../../../src/metrics/pose/mkr.js';
import { oksAp } from '../../../src/metrics/pose/oks-ap.js';
import { oksShare } from '../../../src/metrics/pose/oks-share.js';
import { oks } from '../../../src/metrics/pose/oks.js';
import { pck } from '../../../src/metrics/pose/pck.js';
import { pckhSegment } from '../../../src/metrics/pose/pckh-segment.js';
import { pckh } from '../../../src/metrics/pose/pckh.js';
import type { PosePair, PoseTarget } from '../../../src/metrics/pose/pose-sample.js';
import { once, sampleOfPairs } from './pose-cases.js';

/** Relative; the peers sum in another order. */
const ERROR = 1e-12;

type GoldenImage = (typeof golden.images)[number];
type Scales = Omit<PoseTarget, 'pose'>;

const boxOf = ([x, y, width, height]: readonly number[]) => ({
  x: x!,
  y: y!,
  width: width!,
  height: height!,
});

function pairOf(image: GoldenImage, scales: Scales): PosePair {
  const pose = image.target.map((joint) => joint && { x: joint[0]!, y: joint[1]!, visible: joint[2] === 2 });
  return {
    id: image.id,
    condition: image.id,
    target: { pose, ...scales },
    predicted: image.predicted && {
      keypoints: image.predicted.map((joint) => joint && { x: joint[0]!, y: joint[1]! }),
      score: image.score,
    },
  };
}

function measure(
  score: PoseScore,
  options = {},
  scales: (image: GoldenImage) => Scales = () => ({}),
): Measurement {
  return score.measure(sampleOfPairs(golden.images.map((image) => pairOf(image, scales(image)))), options);
}

function valueOf({ score, images }: Measurement): number {
  return score(once(images.length))!;
}

function expectNear(value: number | undefined, peer: number): void {
  expect(Math.abs(value! - peer)).toBeLessThanOrEqual(ERROR * Math.abs(peer));
}

const scored = ({ images }: Measurement) => images.filter(({ value }) => typeof value === 'number').length;

describe.each([
  { score: pck, peer: golden.pck, scales: () => ({}) },
  { score: pckh, peer: golden.pckh, scales: ({ headBox }: GoldenImage) => ({ headBox: boxOf(headBox) }) },
  { score: pckhSegment, peer: golden.pckhSegment, scales: () => ({}) },
])('$score.id equals mmeval', ({ score, peer, scales }) => {
  it.each(Object.entries(peer.values))('at a threshold of %s', (threshold, values) => {
    const options = { threshold: Number(threshold) };
    const pooled = measure(score, options, scales);
    expect(scored(pooled)).toBe(peer.scored);
    expectNear(valueOf(pooled), values.keypoints);
    expectNear(valueOf(measure(score, { ...options, average: 'joints' }, scales)), values.joints);
    const byJoint = Object.fromEntries(pooled.parts.map(({ part, value }) => [part, value]));
    keypointNames.forEach((joint, j) => {
      const share = values.byJoint[j];
      if (typeof share === 'number') expectNear(byJoint[joint], share);
      else expect(byJoint).not.toHaveProperty(joint);
    });
    const point = pooled.curve().find((at) => at.threshold === options.threshold)!;
    expectNear(point.value, values.keypoints);
  });
});

describe('PCKh equals MPII’s protocol', () => {
  it.each([
    { score: pckh, peer: golden.pckh, scales: ({ headBox }: GoldenImage) => ({ headBox: boxOf(headBox) }) },
    { score: pckhSegment, peer: golden.pckhSegment, scales: () => ({}) },
  ])('$score.id', ({ score, peer, scales }) => {
    const value = valueOf(measure(score, {}, scales));
    expectNear(100 * value, peer.hrnetPercent);
    expectNear(100 * value, peer.mmevalPercent);
  });
});

describe.each([
  ['areaOfMask', ({ area, box }: GoldenImage) => ({ area, box: boxOf(box) })],
  ['areaOfBox', ({ box }: GoldenImage) => ({ box: boxOf(box) })],
  ['areaOfKeypoints', () => ({})],
] as const)('OKS and AP equal pycocotools with the %s', (from, scales) => {
  const peer = golden.coco[from];

  it('image by image, and their mean', () => {
    const measured = measure(oks, {}, scales);
    const own = measured.images.flatMap(({ id, value }) =>
      typeof value === 'number' ? [[id, value] as const] : [],
    );
    expect(own.map(([id]) => id)).toEqual(Object.keys(peer.oks));
    for (const [id, value] of own) expectNear(value, (peer.oks as Record<string, number>)[id]!);
    expectNear(valueOf(measured), peer.mean);
    expect(measured.details).toEqual({
      areaOfMask: 0,
      areaOfBox: 0,
      areaOfKeypoints: 0,
      [from]: own.length,
    });
  });

  it('the share above 0.5', () => {
    const measured = measure(oksShare, {}, scales);
    expectNear(valueOf(measured), peer.above);
  });

  it('AP, and at each threshold', () => {
    const measured = measure(oksAp, {}, scales);
    expectNear(valueOf(measured), peer.ap);
    measured.curve().forEach(({ value }, t) => {
      expectNear(value, peer.apByThreshold[t]!);
    });
    expect(measured.curve()).toHaveLength(peer.apByThreshold.length);
  });
});

describe('AKD and MKR equal the published formulas', () => {
  it.each(['l2', 'l1'] as const)('AKD in %s', (norm) => {
    const measured = measure(akd, { norm });
    expect(scored(measured)).toBe(golden.distances.scored);
    expectNear(valueOf(measured), golden.distances[norm]);
  });

  it('MKR', () => {
    expectNear(valueOf(measure(mkr)), golden.distances.mkr);
  });
});

import { keypointNames } from '../../../src/conditions/pose.js';
import type { PosePair } from '../../../src/metrics/pose/pose-sample.js';

/** Scores as their definitions read, for pairs with all scales, without weights, order or joints. NaN: nothing to score. */

type Point = { readonly x: number; readonly y: number } | null | undefined;

const index = (name: (typeof keypointNames)[number]) => keypointNames.indexOf(name);
const far = (a: Point, b: Point) => (a && b ? Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2) : Infinity);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const found = ({ predicted }: PosePair, j: number): Point => predicted?.keypoints[j];
const labelled = ({ target }: PosePair) => [...target.pose.keys()].filter((j) => target.pose[j]);

function share(
  pairs: readonly PosePair[],
  scaleOf: (pair: PosePair) => number,
  most: number,
  joints: (j: number) => boolean,
): number {
  const hits: number[] = [];
  for (const pair of pairs) {
    const scale = scaleOf(pair);
    if (!(scale > 0 && scale < Infinity)) continue;
    for (const j of labelled(pair).filter(joints)) {
      hits.push(far(found(pair, j), pair.target.pose[j]) / scale <= most ? 1 : 0);
    }
  }
  return mean(hits);
}

const between = (a: (typeof keypointNames)[number], b: (typeof keypointNames)[number]) => (pair: PosePair) =>
  far(pair.target.pose[index(a)], pair.target.pose[index(b)]);
const ofMpii = (j: number) => j !== 6 && j !== 7;

const sigmaOf = [
  0.089, 0.087, 0.107, 0.107, 0.087, 0.089, 0, 0, 0, 0, 0.062, 0.072, 0.079, 0.079, 0.072, 0.062,
];

function similarity(pair: PosePair): number {
  const box = pair.target.box!;
  const joints = labelled(pair).filter((j) => sigmaOf[j]! > 0);
  return mean(
    joints.map((j) => {
      const d = far(found(pair, j), pair.target.pose[j]);
      return Math.exp((-d * d) / (2 * 0.53 * box.width * box.height * 4 * sigmaOf[j]! ** 2));
    }),
  );
}

/** At each recall, the best precision of any list of most confident detections that reaches it. */
function precision(pairs: readonly PosePair[], least: number): number {
  const people = pairs.filter((pair) => !Number.isNaN(similarity(pair)));
  const ranked = people.filter(({ predicted }) => predicted);
  ranked.sort((a, b) => b.predicted!.score - a.predicted!.score);
  const lists = ranked.map((_, last) => {
    const right = ranked.slice(0, last + 1).filter((pair) => similarity(pair) >= least).length;
    return { recall: right / people.length, precision: right / (last + 1) };
  });
  return mean(
    Array.from({ length: 101 }, (_, i) =>
      Math.max(0, ...lists.filter(({ recall }) => recall >= i * 0.01).map((list) => list.precision)),
    ),
  );
}

function distance(pair: PosePair): number {
  const joints = labelled(pair).filter((j) => found(pair, j));
  return mean(joints.map((j) => far(found(pair, j), pair.target.pose[j])));
}

function missing(pair: PosePair): number {
  return mean(labelled(pair).map((j) => (found(pair, j) ? 0 : 1)));
}

const overImages = (of: (pair: PosePair) => number) => (pairs: readonly PosePair[]) =>
  mean(pairs.map(of).filter((value) => !Number.isNaN(value)));

/** By id of the score. */
export const naiveScores: Readonly<Record<string, (pairs: readonly PosePair[]) => number>> = {
  pck: (pairs) => share(pairs, between('l_shoulder', 'r_hip'), 0.2, () => true),
  pckh: (pairs) =>
    share(
      pairs,
      ({ target }) => 0.6 * Math.sqrt(target.headBox!.width ** 2 + target.headBox!.height ** 2),
      0.5,
      ofMpii,
    ),
  'pckh-segment': (pairs) => share(pairs, between('head_top', 'upper_neck'), 0.5, ofMpii),
  oks: overImages(similarity),
  'oks-share': overImages((pair) => {
    const value = similarity(pair);
    return Number.isNaN(value) ? NaN : Number(value > 0.5);
  }),
  'oks-ap': (pairs) => mean(Array.from({ length: 10 }, (_, i) => precision(pairs, (50 + 5 * i) / 100))),
  akd: overImages(distance),
  mkr: overImages(missing),
  'detection-failures': overImages(({ predicted }) => (predicted ? 0 : 1)),
};

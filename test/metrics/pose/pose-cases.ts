import { keypointNames, type Pose } from '../../../src/conditions/pose.js';
import type { Mt19937 } from '../../../src/math/mt19937.js';
import type { PoseScore } from '../../../src/metrics/pose/definition.js';
import type { Box, PosePair, PoseSample, PredictedPose } from '../../../src/metrics/pose/pose-sample.js';

/** A person who stands, 200 px tall, in the order of keypointNames. The torso measures 50 px, the head segment 25 px. */
const standing: readonly (readonly [number, number])[] = [
  [85, 280],
  [85, 230],
  [85, 180],
  [115, 180],
  [115, 230],
  [115, 280],
  [100, 180],
  [100, 130],
  [100, 115],
  [100, 90],
  [60, 190],
  [65, 165],
  [85, 140],
  [115, 140],
  [135, 165],
  [140, 190],
];

/** Joints by place, all visible. */
export function poseOf(places: readonly (readonly [number, number] | null)[]): Pose {
  return places.map((place) => place && { x: place[0], y: place[1], visible: true });
}

/** The person who stands, moved. */
export function standingAt(dx = 0, dy = 0): Pose {
  return poseOf(standing.map(([x, y]) => [x + dx, y + dy]));
}

/** A pose of its own: the person who stands, each joint moved by up to `spread` px and the whole by up to five times as much. */
export function somePose(random: Mt19937, spread = 20): Pose {
  const within = (most: number) => (2 * random.random() - 1) * most;
  const [dx, dy] = [within(5 * spread) + 150, within(5 * spread) + 150];
  return poseOf(standing.map(([x, y]) => [x + dx + within(spread), y + dy + within(spread)]));
}

/** The pose as an estimator finds it: each joint off by a normal error, px. */
export function detected(pose: Pose, errorPx: number, random: Mt19937, score = 0.9): PredictedPose {
  return {
    keypoints: pose.map(
      (keypoint) =>
        keypoint && { x: keypoint.x + errorPx * random.normal(), y: keypoint.y + errorPx * random.normal() },
    ),
    score,
  };
}

/** What an estimator of all joints says. */
export function sampleOfPairs(pairs: readonly PosePair[]): PoseSample {
  return { estimator: { name: 'estimator', joints: keypointNames }, pairs };
}

export interface SampleOptions {
  readonly conditions?: number;
  readonly seeds?: number;
  readonly errorPx?: number;
  /** Share of the target's joints without label, and of the predicted ones and people that are not found. */
  readonly missing?: number;
}

/** Images of several seeds for each of some conditions, with errors, all scales and, on request, things missing. */
export function someSample(
  random: Mt19937,
  { conditions = 30, seeds = 2, errorPx = 6, missing = 0 }: SampleOptions = {},
): PoseSample {
  const gone = () => random.random() < missing;
  const pairs = Array.from({ length: conditions }, (_, c): PosePair[] => {
    const pose = somePose(random).map((keypoint) => (gone() ? null : keypoint));
    const target = {
      pose,
      headBox: { x: 10, y: 10, width: 20 + 10 * random.random(), height: 30 },
      box: { x: 10, y: 10, width: 100 + 50 * random.random(), height: 220 },
    };
    return Array.from({ length: seeds }, (_, s): PosePair => {
      const { keypoints, score } = detected(pose, errorPx, random, random.random());
      return {
        id: `c${c}-s${s}.png`,
        condition: `c${c}`,
        target,
        predicted: gone() ? null : { keypoints: keypoints.map((found) => (gone() ? null : found)), score },
      };
    });
  });
  return sampleOfPairs(pairs.flat());
}

/** The sample with every point and box, wanted and found, at scale * place + shift. */
export function transformed(sample: PoseSample, scale: number, shift: number): PoseSample {
  const place = <Point extends { readonly x: number; readonly y: number }>(point: Point): Point => ({
    ...point,
    x: scale * point.x + shift,
    y: scale * point.y + shift,
  });
  const box = (given: Box | undefined) =>
    given && { ...place(given), width: scale * given.width, height: scale * given.height };
  return {
    ...sample,
    pairs: sample.pairs.map((pair) => ({
      ...pair,
      target: {
        pose: pair.target.pose.map((keypoint) => keypoint && place(keypoint)),
        headBox: box(pair.target.headBox),
        box: box(pair.target.box),
      },
      predicted: pair.predicted && {
        ...pair.predicted,
        keypoints: pair.predicted.keypoints.map((keypoint) => keypoint && place(keypoint)),
      },
    })),
  };
}

/** Every image once. */
export function once(count: number): Float64Array {
  return new Float64Array(count).fill(1);
}

/** The score of all images. @throws Error if it is not defined */
export function scoreOf(score: PoseScore, sample: PoseSample, options = {}): number {
  const measured = score.measure(sample, options);
  const value = measured.score(once(measured.images.length));
  if (value === undefined) throw new Error(`${score.id} is not defined.`);
  return value;
}

import { keypointNames, type Pose } from '../../../src/conditions/pose.js';
import type { Mt19937 } from '../../../src/math/mt19937.js';
import type { PosePair, PoseSample, PredictedPose } from '../../../src/metrics/pose/pose-sample.js';

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

/** `conditions` poses, `seeds` images of each, with errors of `errorPx`. */
export function someSample(
  random: Mt19937,
  { conditions = 30, seeds = 2, errorPx = 6 }: { conditions?: number; seeds?: number; errorPx?: number } = {},
): PoseSample {
  const pairs = Array.from({ length: conditions }, (_, c): PosePair[] => {
    const target = { pose: somePose(random), headBox: { x: 1, y: 1, width: 20, height: 25 } };
    return Array.from({ length: seeds }, (_, s) => ({
      id: `c${c}-s${s}.png`,
      condition: `c${c}`,
      target,
      predicted: detected(target.pose, errorPx, random, random.random()),
    }));
  });
  return sampleOfPairs(pairs.flat());
}

/** Every image once. */
export function once(count: number): Float64Array {
  return new Float64Array(count).fill(1);
}

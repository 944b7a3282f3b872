import { z } from 'zod';
import type { NotScored, Measurement } from '../control/definition.js';
import { imageValues, jointTable, jointValues, mapTable, type JointChoice } from './joint-table.js';
import type { PosePair, PoseTarget } from './pose-sample.js';
import { meanOfTable, type JointAverage } from './mean-of-table.js';

/** Thresholds of the curve. */
const curve = Array.from({ length: 51 }, (_, i) => i / 100);

/** The options of the scores that count correct joints. @param threshold - the default */
export function correctKeypointsOptions(threshold: number) {
  return z.strictObject({
    threshold: z
      .number()
      .positive()
      .default(threshold)
      .describe('largest distance of a correct joint, in scales'),
    average: z
      .enum(['keypoints', 'joints'])
      .default('keypoints')
      .describe(
        'keypoints: all labelled joints alike, as MPII; joints: the mean of the joints’ own shares, as mmpose',
      ),
  });
}

export interface CorrectKeypointsRule {
  readonly choice: JointChoice;
  /** The length that distances are measured in, px, or why there is none. */
  readonly scaleOf: (target: PoseTarget) => number | NotScored;
  readonly threshold: number;
  readonly average: JointAverage;
}

/**
 * Share of the labelled joints that are no farther from their places than `threshold` scales. A joint that was not found, and every joint
 * of an image in which nobody was found, is wrong.
 */
export function correctKeypoints(
  pairs: readonly PosePair[],
  { choice, scaleOf, threshold, average }: CorrectKeypointsRule,
): Measurement {
  const distances = jointTable(pairs, choice, ({ target, predicted }) => {
    const scale = scaleOf(target);
    if (typeof scale !== 'number') return scale;
    return (j) => {
      const wanted = target.pose[j]!;
      const found = predicted?.keypoints[j];
      return found ? Math.hypot(found.x - wanted.x, found.y - wanted.y) / scale : Infinity;
    };
  });
  const within = (most: number) => mapTable(distances, (distance) => (distance <= most ? 1 : 0));
  const correct = within(threshold);
  const once = new Float64Array(pairs.length).fill(1);
  return {
    images: imageValues(pairs, correct),
    score: meanOfTable(correct, average),
    parts: jointValues(correct, choice),
    leftOut: choice.leftOut,
    curve: () =>
      curve.flatMap((most) => {
        const value = meanOfTable(within(most), average)(once);
        return value === undefined ? [] : [{ threshold: most, value }];
      }),
    details: {},
  };
}

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { keypointNames, type Keypoint } from '../../../src/conditions/pose.js';
import { Mt19937 } from '../../../src/math/mt19937.js';
import type { PoseEstimator } from '../../../src/pose/pose-estimator.js';

/** The picture that poses are given in, px. */
export const PICTURE = { widthPx: 100, heightPx: 200 };

/** The pose of condition i: torsos are alike (53.85 px from left shoulder to right hip), all else is anywhere. */
export function poseOf(i: number): Keypoint[] {
  const random = new Mt19937(i);
  return keypointNames.map((name) => {
    const [x, y] = [10 + random.integer(0, 80), 10 + random.integer(0, 180)];
    if (name === 'l_shoulder') return { x: 60, y: 60, visible: true };
    if (name === 'r_hip') return { x: 40, y: 110, visible: true };
    return { x, y, visible: true };
  });
}

/** What an image shows: the pose of a condition, moved to the right by so many px of the picture, once, twice or by nobody. */
export interface Shown {
  readonly pose: number;
  readonly shiftPx?: number;
  readonly people?: 0 | 1 | 2;
}

/** Writes an image in whose colour {@link readingEstimator} reads what it shows. */
export async function writeShown(
  folder: string,
  name: string,
  { pose, shiftPx = 0, people = 1 }: Shown,
  { widthPx, heightPx } = { widthPx: 10, heightPx: 20 },
): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  const background = { r: pose, g: shiftPx, b: people };
  await sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } }).toFile(
    join(folder, name),
  );
}

/** An estimator without faults for the images of {@link writeShown}. It does not give the head's top. */
export function readingEstimator(): PoseEstimator & { readonly calls: () => number } {
  let calls = 0;
  return {
    identity: { name: 'reading', weightsSha256: '0'.repeat(64), settings: 'none' },
    supported: keypointNames.filter((name) => name !== 'head_top'),
    runsOn: 'nothing',
    calls: () => calls,
    estimate({ data, widthPx, heightPx }) {
      calls++;
      const [pose, shiftPx, people] = data;
      const [scaleX, scaleY] = [widthPx / PICTURE.widthPx, heightPx / PICTURE.heightPx];
      const keypoints = poseOf(pose!).map(({ x, y }, j) =>
        keypointNames[j] === 'head_top'
          ? null
          : { x: (x + shiftPx!) * scaleX, y: y * scaleY, score: 0.9 - 0.01 * j },
      );
      const person = { keypoints, score: 0.7 + pose! / 1000, box: { x: 0, y: 1, width: 2, height: 3 } };
      const other = { ...person, keypoints: keypoints.map((_, j) => keypoints[15 - j]!), score: 0.6 };
      return Promise.resolve([person, other].slice(0, people));
    },
    dispose: () => Promise.resolve(),
  };
}

import { z } from 'zod';
import { InputError } from '../../errors.js';
import type { PictureSize } from '../condition.js';
import { openPose18, openPose25, toPose, type KeypointLayout } from '../keypoint-layouts.js';
import type { Keypoint, Pose } from '../pose.js';
import { sameShape, scalePoints } from '../transform-points.js';
import { readJson } from './dataset-files.js';

/** What OpenPose writes with --write_json; versions before 1.1 say pose_keypoints. */
const schema = z.looseObject({
  people: z.array(
    z
      .looseObject({
        pose_keypoints_2d: z.array(z.number()).optional(),
        pose_keypoints: z.array(z.number()).optional(),
      })
      .refine(
        (person) => (person.pose_keypoints_2d ?? person.pose_keypoints) !== undefined,
        'must have pose_keypoints_2d',
      ),
  ),
});

const layouts: readonly KeypointLayout[] = [openPose18, openPose25];

/** The people of one image, and the pose of the largest of them; null if there is nobody. */
export interface OpenPosePeople {
  readonly people: number;
  readonly pose: Pose | null;
}

/**
 * Reads an OpenPose JSON file: x, y, confidence in turn, with 0, 0 where a joint was not found.
 * @param image - size of the image: what the pose is given in
 * @param measured - size of the picture that the file's coordinates are measured in; default: the image
 * @throws InputError if it is not such a file, of another layout, or in coordinates between -1 and 1
 */
export async function readOpenPose(
  path: string,
  image: PictureSize,
  measured: PictureSize = image,
): Promise<OpenPosePeople> {
  const { people } = await readJson(path, schema);
  if (!sameShape(measured, image)) {
    throw new InputError(
      `${path}: the coordinates are of a picture ${measured.widthPx}x${measured.heightPx} and the image is ` +
        `${image.widthPx}x${image.heightPx}, of another shape; expected the same picture, scaled.`,
    );
  }
  const poses = people
    .map((person) => toJoints(person.pose_keypoints_2d ?? person.pose_keypoints ?? [], path))
    .filter((joints) => joints.points.some((point) => point !== null))
    .toSorted((a, b) => extent(b.points) - extent(a.points));
  const [largest] = poses;
  if (largest === undefined) return { people: 0, pose: null };
  return {
    people: poses.length,
    pose: toPose(scalePoints(largest.points, measured, image), largest.layout),
  };
}

function toJoints(values: readonly number[], path: string) {
  const layout = layouts.find(({ points }) => points * 3 === values.length);
  if (layout === undefined) {
    throw new InputError(
      `${path}: a person with ${values.length} numbers; expected 54 (18 points) or 75 (BODY_25), x, y and confidence in turn.`,
    );
  }
  const points = Array.from({ length: layout.points }, (_, i): Keypoint | null => {
    const [x, y] = [values[3 * i]!, values[3 * i + 1]!];
    return x === 0 && y === 0 ? null : { x, y, visible: true };
  });
  const given = points.filter((point) => point !== null);
  if (given.length > 0 && given.every(({ x, y }) => Math.abs(x) <= 1 && Math.abs(y) <= 1)) {
    throw new InputError(
      `${path}: all coordinates lie between -1 and 1; expected px of the image (OpenPose's --keypoint_scale 0).`,
    );
  }
  return { layout, points };
}

/** Area of the box around the points, px^2. */
function extent(points: readonly (Keypoint | null)[]): number {
  const given = points.filter((point) => point !== null);
  const length = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return length(given.map(({ x }) => x)) * length(given.map(({ y }) => y));
}

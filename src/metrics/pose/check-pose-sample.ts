import { keypointNames } from '../../conditions/pose.js';
import { InputError } from '../../errors.js';
import type { Box, PosePair, PoseSample } from './pose-sample.js';

const JOINTS = keypointNames.length;

/**
 * Checks what every pose score asks of its sample.
 * @throws InputError if there are no pairs, a pair comes twice, a pose has not 16 joints, a coordinate, box or confidence is not
 * a number that it can be, or a target has a joint at exactly (0, 0): datasets write that for a missing one, and it would
 * stretch every box to the corner
 */
export function checkPoseSample({ pairs, estimator }: PoseSample): void {
  if (pairs.length === 0) {
    throw new InputError('There are no images to compare poses of; expected one or more.');
  }
  const unknown = estimator.joints.filter((joint) => !keypointNames.includes(joint));
  if (unknown.length > 0) {
    throw new InputError(
      `${estimator.name} is said to give the joints ${unknown.join(', ')}; expected some of ${keypointNames.join(', ')}.`,
    );
  }
  const seen = new Set<string>();
  for (const pair of pairs) {
    checkPair(pair);
    const key = JSON.stringify([pair.id, pair.targetCondition]);
    if (seen.has(key)) {
      throw new InputError(
        `${pair.id} comes twice; expected an image once for each target. Remove one of them.`,
      );
    }
    seen.add(key);
  }
}

function checkPair({ id, target, predicted }: PosePair): void {
  checkCount(id, 'target pose', target.pose.length);
  target.pose.forEach((keypoint, j) => {
    if (!keypoint) return;
    checkPoint(id, `target ${keypointNames[j]!}`, keypoint);
    if (keypoint.x === 0 && keypoint.y === 0) {
      throw new InputError(
        `${id}: target ${keypointNames[j]!} is at exactly (0, 0), which datasets write for a joint that is missing; ` +
          'expected a place in the image, or null (in a manifest: visibility 0).',
      );
    }
  });
  checkBox(id, 'head box', target.headBox);
  checkBox(id, 'box', target.box);
  if (target.area !== undefined && !(target.area > 0 && target.area < Infinity)) {
    throw new InputError(
      `${id}: the area is ${target.area} px²; expected more than 0. Leave it out if not known.`,
    );
  }
  if (!predicted) return;
  checkCount(id, 'detected pose', predicted.keypoints.length);
  predicted.keypoints.forEach((keypoint, j) => {
    if (keypoint) checkPoint(id, `detected ${keypointNames[j]!}`, keypoint);
  });
  if (!Number.isFinite(predicted.score)) {
    throw new InputError(
      `${id}: the confidence of the pose is ${predicted.score}; expected a finite number.`,
    );
  }
}

function checkCount(id: string, what: string, count: number): void {
  if (count !== JOINTS) {
    throw new InputError(`${id}: the ${what} has ${count} joints; expected ${JOINTS}, in MPII order.`);
  }
}

function checkPoint(id: string, what: string, { x, y }: { readonly x: number; readonly y: number }): void {
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    throw new InputError(
      `${id}: ${what} is at (${x}, ${y}); expected finite numbers, or null if it is missing.`,
    );
  }
}

function checkBox(id: string, what: string, box: Box | undefined): void {
  if (!box) return;
  const { x, y, width, height } = box;
  if ([x, y, width, height].every(Number.isFinite) && width > 0 && height > 0) return;
  throw new InputError(
    `${id}: the ${what} is ${width} x ${height} px at (${x}, ${y}); expected finite numbers and a size above 0. ` +
      'Leave the box out if it is not known.',
  );
}

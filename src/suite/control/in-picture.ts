import type { PictureSize } from '../../conditions/condition.js';
import { sameShape } from '../../conditions/transform-points.js';
import { InputError } from '../../errors.js';
import type { PredictedPose } from '../../metrics/pose/pose-sample.js';
import type { DetectedPose } from '../../pose/detected-pose.js';

/** How far an image's shape may differ from the picture's: sizes are rounded to whole px. */
const SHAPE_TOLERANCE = 0.01;

/** A pose found in an image, in px of the picture that the pose asked for is measured in. */
export function inPicture(
  { keypoints, score }: DetectedPose,
  image: PictureSize,
  picture: PictureSize,
): PredictedPose {
  const [scaleX, scaleY] = [picture.widthPx / image.widthPx, picture.heightPx / image.heightPx];
  return {
    keypoints: keypoints.map((found) => found && { x: found.x * scaleX, y: found.y * scaleY }),
    score,
  };
}

/** @throws InputError naming the image if it is of another shape than the picture */
export function requireSameShape(
  location: string,
  id: string,
  image: PictureSize,
  picture: PictureSize,
): void {
  if (sameShape(image, picture, SHAPE_TOLERANCE)) return;
  const describe = ({ widthPx, heightPx }: PictureSize) => `${widthPx} x ${heightPx}`;
  throw new InputError(
    `${location}: ${id} is ${describe(image)} px, but its pose is given in a picture of ${describe(picture)}; ` +
      'expected the same shape within 1%. Where the image was cropped, crop the pose alike in the manifest.',
  );
}

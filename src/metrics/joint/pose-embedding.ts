import type { PictureSize } from '../../conditions/condition.js';
import { keypointNames, type Pose } from '../../conditions/pose.js';
import type { FeatureMatrix } from '../../math/feature-matrix.js';
import { imputeUnknown } from './impute-unknown.js';
import type { BothSides } from './joint-sample.js';

/** A pose and the picture that it is measured in. */
export interface PlacedPose {
  /** null: not known. */
  readonly pose: Pose | null;
  readonly picture: PictureSize;
}

/** Numbers a joint: x, y, whether it is visible, whether it is labelled. */
const NUMBERS = 4;

/**
 * Poses as vectors: of each joint x and y as shares of the picture, 1 or 0 for visible, 1 or 0 for labelled. A joint that is not labelled
 * lies where it lies in real images on average, and its flags say that.
 * @returns 64 columns
 */
export function poseEmbedding({
  real,
  generated,
}: BothSides<readonly PlacedPose[]>): BothSides<FeatureMatrix> {
  return imputeUnknown(
    { real: real.map(rowOf), generated: generated.map(rowOf) },
    keypointNames.length * NUMBERS,
  );
}

function rowOf({ pose, picture: { widthPx, heightPx } }: PlacedPose): number[] {
  return keypointNames.flatMap((_, j) => {
    const joint = pose?.[j];
    return joint ? [joint.x / widthPx, joint.y / heightPx, joint.visible ? 1 : 0, 1] : [NaN, NaN, 0, 0];
  });
}

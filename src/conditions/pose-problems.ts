import type { Box, PictureSize } from './condition.js';
import { keypointNames, type KeypointName, type Pose } from './pose.js';

/** Names of the joints that lie outside of the picture; its edges are inside. */
export function jointsOutside(pose: Pose, { widthPx, heightPx }: PictureSize): KeypointName[] {
  return keypointNames.filter((_, i) => {
    const joint = pose[i];
    return joint ? joint.x < 0 || joint.y < 0 || joint.x > widthPx || joint.y > heightPx : false;
  });
}

/** Whether not even a part of the box lies in the picture. */
export function boxIsOutside({ x, y, width, height }: Box, { widthPx, heightPx }: PictureSize): boolean {
  return x >= widthPx || y >= heightPx || x + width <= 0 || y + height <= 0;
}

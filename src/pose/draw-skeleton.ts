import { keypointNames, type KeypointName } from '../conditions/pose.js';
import type { Point, Size } from './crop-region.js';

const bones: readonly (readonly [KeypointName, KeypointName])[] = [
  ['head_top', 'upper_neck'],
  ['upper_neck', 'thorax'],
  ['thorax', 'pelvis'],
  ['thorax', 'r_shoulder'],
  ['r_shoulder', 'r_elbow'],
  ['r_elbow', 'r_wrist'],
  ['thorax', 'l_shoulder'],
  ['l_shoulder', 'l_elbow'],
  ['l_elbow', 'l_wrist'],
  ['pelvis', 'r_hip'],
  ['r_hip', 'r_knee'],
  ['r_knee', 'r_ankle'],
  ['pelvis', 'l_hip'],
  ['l_hip', 'l_knee'],
  ['l_knee', 'l_ankle'],
];

/** The person's own right is orange, the left blue, the middle white. */
const colour = (name: KeypointName): string =>
  name.startsWith('r_') ? '#ff8c1a' : name.startsWith('l_') ? '#2f9bff' : '#ffffff';

/**
 * A pose as an SVG document of the image's size, to lay over it.
 * @param keypoints - 16, in the order of keypointNames; bones of which an end is null are left out
 */
export function drawSkeleton(keypoints: readonly (Point | null)[], { widthPx, heightPx }: Size): string {
  const at = (name: KeypointName): Point | null => keypoints[keypointNames.indexOf(name)] ?? null;
  const thickness = Math.max(1.5, Math.max(widthPx, heightPx) / 250);
  const lines = bones.flatMap(([from, to]) => {
    const [a, b] = [at(from), at(to)];
    if (!a || !b) return [];
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colour(to)}" stroke-width="${thickness}"/>`;
  });
  const dots = keypointNames.flatMap((name) => {
    const point = at(name);
    if (!point) return [];
    return `<circle cx="${point.x}" cy="${point.y}" r="${thickness * 1.6}" fill="${colour(name)}" stroke="#222" stroke-width="${thickness / 3}"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" stroke-linecap="round">` +
    `${lines.join('')}${dots.join('')}</svg>`
  );
}

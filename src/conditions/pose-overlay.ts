import type { Box, PictureSize } from './condition.js';
import { keypointNames, type Keypoint, type KeypointName, type Pose } from './pose.js';

const bones: readonly (readonly [KeypointName, KeypointName])[] = [
  ['r_ankle', 'r_knee'],
  ['r_knee', 'r_hip'],
  ['r_hip', 'pelvis'],
  ['l_hip', 'pelvis'],
  ['l_knee', 'l_hip'],
  ['l_ankle', 'l_knee'],
  ['pelvis', 'thorax'],
  ['thorax', 'upper_neck'],
  ['upper_neck', 'head_top'],
  ['r_shoulder', 'thorax'],
  ['r_elbow', 'r_shoulder'],
  ['r_wrist', 'r_elbow'],
  ['l_shoulder', 'thorax'],
  ['l_elbow', 'l_shoulder'],
  ['l_wrist', 'l_elbow'],
];

/** The person's right side warm, the left side cool, the middle green: swapped sides show at once. */
const colours: readonly (readonly [prefix: string, colour: string])[] = [
  ['r_', '#ff7a1a'],
  ['l_', '#1f9bff'],
  ['', '#3ecf4a'],
];

const colourOf = (name: string): string => colours.find(([prefix]) => name.startsWith(prefix))![1];

/**
 * A pose as an SVG document as large as the picture, to be laid over it. Visible joints are filled, hidden ones hollow,
 * bones at a hidden joint dashed.
 * @param box - of the person, if it is known
 */
export function poseOverlay({ widthPx, heightPx }: PictureSize, pose: Pose | null, box: Box | null): string {
  const unit = Math.max(widthPx, heightPx) / 256;
  const jointOf = (name: KeypointName): Keypoint | null => pose?.[keypointNames.indexOf(name)] ?? null;
  const frame = box
    ? `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="none" stroke="#e8e22a" stroke-width="${unit}"/>`
    : '';
  const lines = bones.map(([from, to]) => {
    const [a, b] = [jointOf(from), jointOf(to)];
    if (!a || !b) return '';
    const dashes =
      a.visible && b.visible ? ' stroke-linecap="round"' : ` stroke-dasharray="${3 * unit} ${2 * unit}"`;
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colourOf(from)}" stroke-width="${1.5 * unit}"${dashes}/>`;
  });
  const circles = keypointNames.map((name) => {
    const joint = jointOf(name);
    if (!joint) return '';
    const colour = colourOf(name);
    const paint = joint.visible
      ? `fill="${colour}" stroke="#fff" stroke-width="${unit / 2}"`
      : `fill="#fff" fill-opacity="0.85" stroke="${colour}" stroke-width="${unit}"`;
    return `<circle cx="${joint.x}" cy="${joint.y}" r="${2.4 * unit}" ${paint}/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">` +
    `${frame}${lines.join('')}${circles.join('')}</svg>`
  );
}

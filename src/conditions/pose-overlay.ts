import type { Box, PictureSize } from './condition.js';
import { keypointNames, type Keypoint, type KeypointName } from './pose.js';

/** The joints that are joined by a line. */
export const bones: readonly (readonly [KeypointName, KeypointName])[] = [
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

/** A joint to draw; one of which it is not known whether it is hidden is drawn as visible. */
export type DrawnJoint = Omit<Keypoint, 'visible'> & Partial<Pick<Keypoint, 'visible'>>;

/**
 * A pose as an SVG document as large as the picture, to be laid over it. Visible joints are filled, hidden ones hollow,
 * bones at a hidden joint dashed; bones of which an end is missing are left out.
 * @param pose - 16, in the order of keypointNames; null: there is none
 * @param boxes - such as the person's
 */
export function poseOverlay(
  { widthPx, heightPx }: PictureSize,
  pose: readonly (DrawnJoint | null)[] | null,
  boxes: readonly Box[] = [],
): string {
  const unit = Math.max(widthPx, heightPx) / 256;
  const jointOf = (name: KeypointName): DrawnJoint | null => pose?.[keypointNames.indexOf(name)] ?? null;
  const isVisible = ({ visible = true }: DrawnJoint): boolean => visible;
  const frames = boxes.map(
    ({ x, y, width, height }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#e8e22a" stroke-width="${unit}"/>`,
  );
  const lines = bones.map(([from, to]) => {
    const [a, b] = [jointOf(from), jointOf(to)];
    if (!a || !b) return '';
    const dashes =
      isVisible(a) && isVisible(b)
        ? ' stroke-linecap="round"'
        : ` stroke-dasharray="${3 * unit} ${2 * unit}"`;
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colourOf(from)}" stroke-width="${1.5 * unit}"${dashes}/>`;
  });
  const circles = keypointNames.map((name) => {
    const joint = jointOf(name);
    if (!joint) return '';
    const colour = colourOf(name);
    const paint = isVisible(joint)
      ? `fill="${colour}" stroke="#fff" stroke-width="${unit / 2}"`
      : `fill="#fff" fill-opacity="0.85" stroke="${colour}" stroke-width="${unit}"`;
    return `<circle cx="${joint.x}" cy="${joint.y}" r="${2.4 * unit}" ${paint}/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">` +
    `${frames.join('')}${lines.join('')}${circles.join('')}</svg>`
  );
}

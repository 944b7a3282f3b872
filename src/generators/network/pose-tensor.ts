import type { PoseInput } from '../../config/network-generator-file.js';
import type { PictureSize } from '../../conditions/condition.js';
import { keypointNames, type Keypoint, type Pose } from '../../conditions/pose.js';
import type { FloatTensor } from './float-tensor.js';

const JOINTS = keypointNames.length;

/**
 * Poses as a network takes them.
 * @param poses - joints in px of `image`
 * @returns heatmaps: N x 16 x H x W (nchw) or N x H x W x 16; coordinates: N x 16 x fields
 */
export function poseTensor(poses: readonly Pose[], input: PoseInput, image: PictureSize): FloatTensor {
  return input.form === 'heatmaps' ? heatmaps(poses, input, image) : coordinates(poses, input, image);
}

type InputOf<Form extends PoseInput['form']> = Extract<PoseInput, { readonly form: Form }>;

function heatmaps(poses: readonly Pose[], input: InputOf<'heatmaps'>, image: PictureSize): FloatTensor {
  const { widthPx = image.widthPx, heightPx = image.heightPx, layout, sigmaPx, range } = input;
  const [low, high] = range;
  const area = widthPx * heightPx;
  const data = new Float32Array(poses.length * JOINTS * area).fill(low);
  poses.forEach((pose, n) => {
    pose.forEach((joint, channel) => {
      if (!joint) return;
      const across = profile((joint.x * widthPx) / image.widthPx, widthPx, sigmaPx);
      const down = profile((joint.y * heightPx) / image.heightPx, heightPx, sigmaPx);
      const [start, step] = layout === 'nchw' ? [channel * area, 1] : [channel, JOINTS];
      for (let i = 0; i < area; i++) {
        const height = down[Math.floor(i / widthPx)]! * across[i % widthPx]!;
        data[n * JOINTS * area + start + i * step] = low + (high - low) * height;
      }
    });
  });
  const dims = layout === 'nchw' ? [JOINTS, heightPx, widthPx] : [heightPx, widthPx, JOINTS];
  return { dims: [poses.length, ...dims], data };
}

/** A Gaussian of height 1 at the cells' middles. */
function profile(centre: number, cells: number, sigma: number): Float64Array {
  return Float64Array.from({ length: cells }, (_, i) => Math.exp(-(((i + 0.5 - centre) / sigma) ** 2) / 2));
}

function coordinates(poses: readonly Pose[], input: InputOf<'coordinates'>, image: PictureSize): FloatTensor {
  const { fields, unit, missing } = input;
  const [width, height] = unit === 'relative' ? [image.widthPx, image.heightPx] : [1, 1];
  const read = {
    x: ({ x }: Keypoint) => x / width,
    y: ({ y }: Keypoint) => y / height,
    visible: ({ visible }: Keypoint) => Number(visible),
  };
  const values = poses.flatMap((pose) =>
    pose.flatMap((joint) => fields.map((field) => (joint ? read[field](joint) : missing))),
  );
  return { dims: [poses.length, JOINTS, fields.length], data: Float32Array.from(values) };
}

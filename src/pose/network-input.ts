import type { Preprocessing } from '../config/extractor-file.js';
import type { Tensor } from '../engines/tensor.js';
import type { RgbImage } from '../images/image.js';
import { resizeImage } from '../images/resize.js';

export type PosePreprocessing = Omit<Preprocessing, 'fit'>;

/**
 * A crop as a pose network takes it.
 * @param integer - the network takes int32 grey levels 0..255; else float32, (x / 255 - mean) / std
 * @returns 1 x 3 x height x width (nchw) or 1 x height x width x 3 (nhwc)
 */
export function networkInput(
  crop: RgbImage,
  { widthPx, heightPx, layout, mean, std, resize }: PosePreprocessing,
  integer: boolean,
): Tensor {
  const levels = resizeImage(crop, resize, widthPx, heightPx);
  const area = widthPx * heightPx;
  const place = layout === 'nhwc' ? (i: number) => i : (i: number) => (i % 3) * area + Math.floor(i / 3);
  const dims = layout === 'nhwc' ? [1, heightPx, widthPx, 3] : [1, 3, heightPx, widthPx];
  if (integer) {
    const data = new Int32Array(levels.length);
    for (let i = 0; i < levels.length; i++) data[place(i)] = Math.round(levels[i]!);
    return { dims, data };
  }
  const scale = std.map((deviation) => 1 / (255 * deviation));
  const offset = mean.map((value, channel) => -value / std[channel]!);
  const data = new Float32Array(levels.length);
  for (let i = 0; i < levels.length; i++) data[place(i)] = levels[i]! * scale[i % 3]! + offset[i % 3]!;
  return { dims, data };
}

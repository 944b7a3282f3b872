import type { NetworkGeneratorFile } from '../../config/network-generator-file.js';
import type { PictureSize } from '../../conditions/condition.js';
import type { Tensor } from '../../engines/tensor.js';
import { InputError } from '../../errors.js';
import type { PixelImage } from '../../images/image.js';

type Output = Pick<NetworkGeneratorFile['output'], 'layout' | 'range'>;

/**
 * A network's output as images: values from the range onto 0..255, neither rounded nor clipped.
 * @param names - what messages call the images, one for each
 * @param size - of the images
 * @param see - is shown the values of each image
 * @throws InputError if the tensor has another shape, or a value is not finite
 */
export function readLevels(
  { dims, data }: Tensor,
  names: readonly string[],
  size: PictureSize,
  { layout, range }: Output,
  see: (values: ArrayLike<number>) => void,
): PixelImage[] {
  const { widthPx, heightPx } = size;
  const [batch, a, b, c] = dims;
  const [channels, height, width] = layout === 'nchw' ? [a, b, c] : [c, a, b];
  const isPicture =
    dims.length === 4 && height === heightPx && width === widthPx && (channels === 3 || channels === 1);
  if (!isPicture || batch! < names.length) {
    const wanted = layout === 'nchw' ? [3, heightPx, widthPx] : [heightPx, widthPx, 3];
    throw new InputError(
      `the output is ${dims.join(' x ')}; expected ${[names.length, ...wanted].join(' x ')} (${layout}; 1 channel is taken as grey)`,
    );
  }
  const values = data instanceof BigInt64Array ? Float64Array.from(data, Number) : data;
  const area = widthPx * heightPx;
  const step = layout === 'nchw' ? { pixel: 1, channel: area } : { pixel: channels, channel: 1 };
  const [low, high] = range;
  const scale = 255 / (high - low);
  return names.map((name, n) => {
    const own = values.subarray(n * channels * area, (n + 1) * channels * area);
    const strange = own.find((value) => !Number.isFinite(value));
    if (strange !== undefined) {
      throw new InputError(`${name}: the output holds ${strange}; expected finite values`);
    }
    see(own);
    const levels = new Float64Array(3 * area);
    for (let i = 0; i < levels.length; i++) {
      const channel = channels === 3 ? i % 3 : 0;
      const value = own[Math.floor(i / 3) * step.pixel + channel * step.channel]!;
      levels[i] = (value - low) * scale;
    }
    return { widthPx, heightPx, data: levels };
  });
}

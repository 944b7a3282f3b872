import { InputError } from '../../errors.js';
import type { RgbImage } from '../../images/image.js';
import type { NotScored } from '../control/definition.js';
import { RADIUS } from './filter-gaussian.js';
import type { PairedValues } from './paired-sample.js';
import { ssimMap } from './ssim-map.js';

/** Pixels that a side needs: one window. */
const SMALLEST = 2 * RADIUS + 1;

/**
 * Compares two images pixel by pixel. SSIM is the mean of {@link ssimMap}, masked SSIM its mean over the pixels of a mask (those within 5 px
 * of the border have none), PSNR 10 log10(255² / mean squared difference) over all pixels and channels.
 * @param mask - [height x width]: what is not 0 counts; or why there is none
 * @throws InputError if the sizes differ
 */
export function compareImages(
  generated: RgbImage,
  real: RgbImage,
  mask: Uint8Array | NotScored = { reason: 'there is no mask' },
): PairedValues {
  const { widthPx, heightPx } = real;
  if (generated.widthPx !== widthPx || generated.heightPx !== heightPx) {
    throw new InputError(
      `The generated image has ${generated.widthPx} x ${generated.heightPx} px, the real one ${widthPx} x ${heightPx}; ` +
        'expected the same. Bring them to one size first.',
    );
  }
  if ('length' in mask && mask.length !== widthPx * heightPx) {
    throw new InputError(
      `The mask has ${mask.length} pixels; expected one for each of the ${widthPx} x ${heightPx} of the image.`,
    );
  }
  const psnr = peakSignalToNoise(generated.data, real.data);
  if (widthPx < SMALLEST || heightPx < SMALLEST) {
    const reason = `the image has ${widthPx} x ${heightPx} px; SSIM needs ${SMALLEST} x ${SMALLEST}`;
    return { ssim: { reason }, maskedSsim: { reason }, psnr };
  }
  const map = ssimMap(generated, real);
  return {
    ssim: map.reduce((sum, value) => sum + value, 0) / map.length,
    maskedSsim: 'length' in mask ? meanWithin(map, mask, widthPx) : mask,
    psnr,
  };
}

function meanWithin(map: Float64Array, mask: Uint8Array, widthPx: number): number | NotScored {
  const inner = widthPx - 2 * RADIUS;
  let sum = 0;
  let count = 0;
  for (let start = 0, row = RADIUS; start < map.length; start += inner, row++) {
    for (let k = 0; k < inner; k++) {
      if (mask[row * widthPx + RADIUS + k] === 0) continue;
      sum += map[start + k]!;
      count++;
    }
  }
  return count > 0
    ? sum / count
    : { reason: `the mask has no pixel farther than ${RADIUS} px from the border` };
}

function peakSignalToNoise(a: Uint8Array, b: Uint8Array): number | NotScored {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  if (sum === 0) return { reason: 'the images are the same, so that PSNR is infinite' };
  return 10 * Math.log10((255 ** 2 * a.length) / sum);
}

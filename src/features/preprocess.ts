import type { Preprocessing } from '../config/extractor-file.js';
import type { PixelImage } from '../images/image.js';
import { resizeImage } from '../images/resize.js';

const CHANNELS = 3;

/**
 * Resizes, crops and normalises an image into one network input.
 * @returns float32, 3 x heightPx x widthPx (nchw) or heightPx x widthPx x 3 (nhwc)
 */
export function preprocess(image: PixelImage, spec: Preprocessing): Float32Array<ArrayBuffer> {
  const { widthPx, heightPx, layout } = spec;
  const resized = resizedSize(image, spec);
  const pixels = resizeImage(image, spec.resize, resized.widthPx, resized.heightPx);
  const left = Math.round((resized.widthPx - widthPx) / 2);
  const top = Math.round((resized.heightPx - heightPx) / 2);

  const area = widthPx * heightPx;
  const pixelStride = layout === 'nchw' ? 1 : CHANNELS;
  const channelStride = layout === 'nchw' ? area : 1;
  const input = new Float32Array(CHANNELS * area);
  for (let channel = 0; channel < CHANNELS; channel++) {
    const scale = 1 / (255 * spec.std[channel]!);
    const offset = -spec.mean[channel]! / spec.std[channel]!;
    for (let y = 0; y < heightPx; y++) {
      let from = ((y + top) * resized.widthPx + left) * CHANNELS + channel;
      let to = channel * channelStride + y * widthPx * pixelStride;
      for (let x = 0; x < widthPx; x++, from += CHANNELS, to += pixelStride) {
        input[to] = pixels[from]! * scale + offset;
      }
    }
  }
  return input;
}

/** The size before the centre is cut out: never smaller than the crop. */
function resizedSize(image: PixelImage, spec: Preprocessing): { widthPx: number; heightPx: number } {
  if (spec.fit === 'stretch') return spec;
  const scale = spec.fit.shorterSidePx / Math.min(image.widthPx, image.heightPx);
  return {
    widthPx: Math.max(spec.widthPx, Math.floor(image.widthPx * scale)),
    heightPx: Math.max(spec.heightPx, Math.floor(image.heightPx * scale)),
  };
}

/** What {@link preprocess} does, for provenance. */
export function describePreprocessing(spec: Preprocessing): string {
  const { widthPx, heightPx, fit, mean, std, layout } = spec;
  const size = `${widthPx}x${heightPx}`;
  const how =
    fit === 'stretch' ? `stretched to ${size}` : `shorter side ${fit.shorterSidePx}, centre ${size}`;
  return `${how}; (x/255 - [${mean.join(', ')}]) / [${std.join(', ')}]; ${layout}`;
}

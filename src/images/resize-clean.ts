import type { PixelImage } from './image.js';
import { cachedBySize } from './size-cache.js';

interface FilterTable {
  /** The first input position of each output position. */
  readonly start: Int32Array;
  /** How many inputs each output has. */
  readonly count: Int32Array;
  /** `stride` weights an output, those beyond its count unused. */
  readonly weights: Float64Array;
  readonly stride: number;
}

const SUPPORT = 2;
const A = -0.5;

const filterTable = cachedBySize((inputPx, outputPx): FilterTable => {
  const scale = inputPx / outputPx;
  const filterScale = Math.max(1, scale);
  const support = SUPPORT * filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const start = new Int32Array(outputPx);
  const count = new Int32Array(outputPx);
  const weights = new Float64Array(outputPx * stride);
  for (let i = 0; i < outputPx; i++) {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(inputPx, Math.trunc(centre + support + 0.5));
    let sum = 0;
    for (let j = first; j < end; j++) {
      const weight = bicubic((j - centre + 0.5) * (1 / filterScale));
      weights[i * stride + j - first] = weight;
      sum += weight;
    }
    for (let j = 0; j < end - first; j++) weights[i * stride + j]! /= sum;
    start[i] = first;
    count[i] = end - first;
  }
  return { start, count, weights, stride };
});

/**
 * Pillow's bicubic filter (a = -0.5, widened when reducing, so that nothing is skipped) on float channels, clipped to 0..255 and
 * not rounded: what clean-fid does. Sums in float64, stored as float32 between the passes and at the end.
 * @returns see resizeImage
 * @source Pillow src/libImaging/Resample.c; arXiv:2104.11222
 */
export function resizeClean(image: PixelImage, widthPx: number, heightPx: number): Float32Array {
  const wide = widthPx === image.widthPx ? Float32Array.from(image.data) : filterRows(image, widthPx);
  const output =
    heightPx === image.heightPx ? wide : filterColumns(wide, image.heightPx, widthPx * 3, heightPx);
  for (let i = 0; i < output.length; i++) output[i] = Math.min(255, Math.max(0, output[i]!));
  return output;
}

function filterRows({ data, widthPx, heightPx }: PixelImage, outputPx: number): Float32Array {
  const { start, count, weights, stride } = filterTable(widthPx, outputPx);
  const output = new Float32Array(heightPx * outputPx * 3);
  const row = new Float64Array(widthPx * 3);
  for (let y = 0, to = 0; y < heightPx; y++) {
    row.set(data.subarray(y * widthPx * 3, (y + 1) * widthPx * 3));
    for (let x = 0; x < outputPx; x++, to += 3) {
      weighRgb(row, start[x]! * 3, 3, weights, x * stride, x * stride + count[x]!, output, to);
    }
  }
  return output;
}

function filterColumns(input: Float32Array, inputPx: number, length: number, outputPx: number): Float32Array {
  const { start, count, weights, stride } = filterTable(inputPx, outputPx);
  const output = new Float32Array(outputPx * length);
  for (let y = 0; y < outputPx; y++) {
    const first = y * stride;
    for (let i = 0; i < length; i += 3) {
      weighRgb(
        input,
        start[y]! * length + i,
        length,
        weights,
        first,
        first + count[y]!,
        output,
        y * length + i,
      );
    }
  }
  return output;
}

/** One output pixel: the weighted sum of the pixels at `from`, `from + step`, ... */
function weighRgb(
  input: Float32Array | Float64Array,
  from: number,
  step: number,
  weights: Float64Array,
  first: number,
  end: number,
  output: Float32Array,
  to: number,
): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let k = first; k < end; k++, from += step) {
    const weight = weights[k]!;
    red += input[from]! * weight;
    green += input[from + 1]! * weight;
    blue += input[from + 2]! * weight;
  }
  output[to] = red;
  output[to + 1] = green;
  output[to + 2] = blue;
}

function bicubic(offset: number): number {
  const x = Math.abs(offset);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * A;
  return 0;
}

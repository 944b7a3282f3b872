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

/** Two rows at a time, with the same weights: the processor adds to six sums while it would wait for three. */
function filterRows({ data, widthPx, heightPx }: PixelImage, outputPx: number): Float32Array {
  const { start, count, weights, stride } = filterTable(widthPx, outputPx);
  const output = new Float32Array(heightPx * outputPx * 3);
  const length = widthPx * 3;
  const upper = new Float64Array(length);
  const lower = new Float64Array(length);
  for (let y = 0; y < heightPx; y += 2) {
    // The last of an odd number is done twice.
    const below = Math.min(y + 1, heightPx - 1);
    upper.set(data.subarray(y * length, (y + 1) * length));
    lower.set(data.subarray(below * length, (below + 1) * length));
    for (let x = 0, to = y * outputPx * 3, toBelow = below * outputPx * 3; x < outputPx; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let redBelow = 0;
      let greenBelow = 0;
      let blueBelow = 0;
      const first = x * stride;
      const end = first + count[x]!;
      for (let k = first, from = start[x]! * 3; k < end; k++, from += 3) {
        const weight = weights[k]!;
        red += upper[from]! * weight;
        redBelow += lower[from]! * weight;
        green += upper[from + 1]! * weight;
        greenBelow += lower[from + 1]! * weight;
        blue += upper[from + 2]! * weight;
        blueBelow += lower[from + 2]! * weight;
      }
      output[to++] = red;
      output[to++] = green;
      output[to++] = blue;
      output[toBelow++] = redBelow;
      output[toBelow++] = greenBelow;
      output[toBelow++] = blueBelow;
    }
  }
  return output;
}

/** Row by row, as memory lies, four rows a pass; each sum is added up in the order of the rows. */
function filterColumns(input: Float32Array, inputPx: number, length: number, outputPx: number): Float32Array {
  const { start, count, weights, stride } = filterTable(inputPx, outputPx);
  const output = new Float32Array(outputPx * length);
  const sums = new Float64Array(length);
  for (let y = 0; y < outputPx; y++) {
    sums.fill(0);
    const end = y * stride + count[y]!;
    let k = y * stride;
    let from = start[y]! * length;
    for (; k + 4 <= end; k += 4, from += 4 * length) {
      const [w0, w1, w2, w3] = [weights[k]!, weights[k + 1]!, weights[k + 2]!, weights[k + 3]!];
      const [row1, row2, row3] = [from + length, from + 2 * length, from + 3 * length];
      for (let i = 0; i < length; i++) {
        sums[i] =
          sums[i]! +
          input[from + i]! * w0 +
          input[row1 + i]! * w1 +
          input[row2 + i]! * w2 +
          input[row3 + i]! * w3;
      }
    }
    for (; k < end; k++, from += length) {
      const weight = weights[k]!;
      for (let i = 0; i < length; i++) sums[i]! += input[from + i]! * weight;
    }
    output.set(sums, y * length);
  }
  return output;
}

function bicubic(offset: number): number {
  const x = Math.abs(offset);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * A;
  return 0;
}

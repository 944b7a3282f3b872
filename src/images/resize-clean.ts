import { KernelMemory } from '../math/kernels/kernel-memory.js';
import { kernelFunctions, type KernelFunctions } from '../math/kernels/kernel-module.js';
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

/** Rows that are filtered at a time, a multiple of four: the whole image need not be in the kernels' memory, which does not shrink. */
const STRIP = 64;
const CHANNELS = 3;

let kernels: { readonly memory: KernelMemory; readonly functions: KernelFunctions } | undefined;

/**
 * Pillow's bicubic filter (a = -0.5, widened when reducing, so that nothing is skipped) on float channels, clipped to 0..255 and
 * not rounded: what clean-fid does. Sums in float64, stored as float32 between the passes and at the end.
 * @returns see resizeImage
 * @source Pillow src/libImaging/Resample.c; arXiv:2104.11222
 */
export function resizeClean(image: PixelImage, widthPx: number, heightPx: number): Float32Array {
  if (!kernels) {
    const memory = new KernelMemory();
    kernels = { memory, functions: kernelFunctions(memory.memory) };
  }
  const { memory, functions } = kernels;
  try {
    // The kernel takes four values at a time.
    const length = 4 * Math.ceil((widthPx * CHANNELS) / 4);
    const across = place(memory, filterTable(image.widthPx, widthPx));
    const down = place(memory, filterTable(image.heightPx, heightPx));
    const wide = memory.take(image.heightPx * length * 4);
    const bytes = image.data.BYTES_PER_ELEMENT;
    const pixels = memory.take(STRIP * image.widthPx * CHANNELS * bytes);
    const scratch = memory.take(4 * image.widthPx * CHANNELS * 8);
    const narrow = memory.take(heightPx * length * 4);
    const { buffer } = memory.memory;
    for (let y = 0; y < image.heightPx; y += STRIP) {
      const rows = Math.min(STRIP, image.heightPx - y);
      const from = y * image.widthPx * CHANNELS;
      const strip = image.data.subarray(from, from + rows * image.widthPx * CHANNELS);
      const View = bytes === 1 ? Uint8Array : Float64Array;
      new View(buffer, pixels, strip.length).set(strip);
      const to = wide + y * length * 4;
      functions.filterRows(pixels, bytes, rows, image.widthPx, widthPx, ...across, scratch, to, length);
    }
    functions.filterColumns(wide, length, heightPx, ...down, narrow);
    const output = new Float32Array(heightPx * widthPx * CHANNELS);
    for (let y = 0; y < heightPx; y++) {
      const row = new Float32Array(buffer, narrow + y * length * 4, widthPx * CHANNELS);
      output.set(row, y * widthPx * CHANNELS);
    }
    return output;
  } finally {
    memory.release();
  }
}

/** Puts a table where the kernels find it. @returns addresses of its starts, counts and weights, and the stride of these */
function place(
  memory: KernelMemory,
  { start, count, weights, stride }: FilterTable,
): [starts: number, counts: number, weights: number, stride: number] {
  const addresses = [start, count, weights].map(({ byteLength }) => memory.take(byteLength));
  const [starts = 0, counts = 0, values = 0] = addresses;
  const { buffer } = memory.memory;
  new Int32Array(buffer, starts, start.length).set(start);
  new Int32Array(buffer, counts, count.length).set(count);
  new Float64Array(buffer, values, weights.length).set(weights);
  return [starts, counts, values, stride];
}

function bicubic(offset: number): number {
  const x = Math.abs(offset);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * A;
  return 0;
}

import type { PixelImage } from './image.js';
import { RowPair } from './row-pair.js';
import { cachedBySize } from './size-cache.js';

interface LerpTable {
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /** How far from lower to upper, 0 to 1. */
  readonly fraction: Float32Array;
}

/** Positions are float32 in the original; in float64 they would differ by up to 0.01 grey levels. */
const lerpTable = cachedBySize((inputPx, outputPx): LerpTable => {
  const scale = Math.fround(inputPx / outputPx);
  const lower = new Int32Array(outputPx);
  const upper = new Int32Array(outputPx);
  const fraction = new Float32Array(outputPx);
  for (let i = 0; i < outputPx; i++) {
    const position = Math.fround(i * scale);
    lower[i] = Math.min(Math.trunc(position), inputPx - 1);
    upper[i] = Math.min(lower[i]! + 1, inputPx - 1);
    fraction[i] = position - lower[i]!;
  }
  return { lower, upper, fraction };
});

/**
 * Bilinear interpolation of TensorFlow 1 without aligned corners and without the half-pixel offset, in its float32
 * arithmetic: what the original FID code, torch-fidelity and the ADM evaluator do. Does not smooth when reducing.
 * @returns see resizeImage
 * @source tensorflow/core/kernels/resize_bilinear_op.cc (r1.x)
 */
export function resizeTf1(image: PixelImage, widthPx: number, heightPx: number): Float32Array {
  const columns = lerpTable(image.widthPx, widthPx);
  const rows = lerpTable(image.heightPx, heightPx);
  const length = widthPx * 3;
  const pair = new RowPair(length, (index, row) => {
    lerpRow(image.data, index * image.widthPx * 3, columns, row);
  });
  const output = new Float32Array(heightPx * length);
  for (let y = 0; y < heightPx; y++) {
    lerp(pair.get(rows.lower[y]!), pair.get(rows.upper[y]!), rows.fraction[y]!, output, y * length);
  }
  return output;
}

function lerpRow(data: PixelImage['data'], start: number, columns: LerpTable, row: Float32Array): void {
  const { lower, upper, fraction } = columns;
  for (let x = 0, to = 0; x < lower.length; x++) {
    const from = start + lower[x]! * 3;
    const next = start + upper[x]! * 3;
    const t = fraction[x]!;
    for (let channel = 0; channel < 3; channel++) {
      const value = data[from + channel]!;
      row[to++] = Math.fround(value + Math.fround((data[next + channel]! - value) * t));
    }
  }
}

function lerp(lower: Float32Array, upper: Float32Array, t: number, output: Float32Array, at: number): void {
  for (let i = 0; i < lower.length; i++) {
    const value = lower[i]!;
    output[at + i] = Math.fround(value + Math.fround(Math.fround(upper[i]! - value) * t));
  }
}

import type { PixelImage } from './image.js';
import { RowPair } from './row-pair.js';
import { cachedBySize } from './size-cache.js';

interface BlendTable {
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /** The weights of lower and upper; they sum to 1. */
  readonly lowerWeight: Float32Array;
  readonly upperWeight: Float32Array;
}

/** Positions are float32 in the original; in float64 they would differ by up to 0.01 grey levels. */
const blendTable = cachedBySize((inputPx, outputPx): BlendTable => {
  const scale = Math.fround(inputPx / outputPx);
  const lower = new Int32Array(outputPx);
  const upper = new Int32Array(outputPx);
  const lowerWeight = new Float32Array(outputPx);
  const upperWeight = new Float32Array(outputPx);
  for (let i = 0; i < outputPx; i++) {
    const position = Math.max(0, Math.fround(Math.fround(scale * (i + 0.5)) - 0.5));
    lower[i] = Math.min(Math.floor(position), inputPx - 1);
    upper[i] = Math.min(lower[i]! + 1, inputPx - 1);
    upperWeight[i] = Math.min(1, position - lower[i]!);
    lowerWeight[i] = 1 - upperWeight[i]!;
  }
  return { lower, upper, lowerWeight, upperWeight };
});

/**
 * Bilinear interpolation of PyTorch (`F.interpolate(mode='bilinear', align_corners=False)`, no antialiasing), in its
 * float32 arithmetic: what pytorch-fid does. Does not smooth when reducing.
 *
 * pytorch-fid interpolates values that were divided by 255 before; here that division comes after. The two orders
 * agree within float32 rounding (2e-5 grey levels), and the scale stays that of the other modes.
 * @returns see resizeImage
 * @source aten/src/ATen/native/UpSample.h, area_pixel_compute_source_index
 */
export function resizeTorch(image: PixelImage, widthPx: number, heightPx: number): Float32Array {
  const columns = blendTable(image.widthPx, widthPx);
  const rows = blendTable(image.heightPx, heightPx);
  const length = widthPx * 3;
  const pair = new RowPair(length, (index, row) => {
    blendRow(image.data, index * image.widthPx * 3, columns, row);
  });
  const output = new Float32Array(heightPx * length);
  for (let y = 0; y < heightPx; y++) {
    const lower = pair.get(rows.lower[y]!);
    const upper = pair.get(rows.upper[y]!);
    const lowerWeight = rows.lowerWeight[y]!;
    const upperWeight = rows.upperWeight[y]!;
    const at = y * length;
    for (let i = 0; i < length; i++) {
      output[at + i] = Math.fround(lower[i]! * lowerWeight) + Math.fround(upper[i]! * upperWeight);
    }
  }
  return output;
}

function blendRow(data: PixelImage['data'], start: number, columns: BlendTable, row: Float32Array): void {
  const { lower, upper, lowerWeight, upperWeight } = columns;
  for (let x = 0, to = 0; x < lower.length; x++) {
    const from = start + lower[x]! * 3;
    const next = start + upper[x]! * 3;
    const a = lowerWeight[x]!;
    const b = upperWeight[x]!;
    for (let channel = 0; channel < 3; channel++) {
      row[to++] = Math.fround(data[from + channel]! * a) + Math.fround(data[next + channel]! * b);
    }
  }
}

import type { RgbImage } from '../images/image.js';
import { labOfRgb } from '../math/lab.js';

/** What lies behind an article: everything of the border's colour that is connected with the border. */
export interface Ground {
  /** 1 where it is seen, 0 elsewhere; row-major. */
  readonly mask: Uint8Array;
  /** Of its colour in CIELAB. */
  readonly chroma: number;
}

/** Distances in CIELAB. A clean ground ends at the first of them, so that it does not run into a white shirt on white; an uneven one at the last. */
const TOLERANCE = { least: 3, most: 12 } as const;
/** Less of the border in one colour is no ground, but cloth. */
const LEAST_OF_BORDER = 0.6;
/** Of the border's own spread. */
const SLACK = 1.3;

/**
 * A pixel belongs to the ground if it or the mean of the 3 x 3 pixels about it is near the border's colour: the mean is free of noise, the
 * pixel itself of what lies beyond an edge. How near, the border's own unevenness tells.
 * @returns undefined if the border has no colour that most of it shares
 */
export function floodGround(picture: RgbImage): Ground | undefined {
  const { widthPx, heightPx } = picture;
  const sharp = labOfRgb(picture.data);
  const smooth = averaged(sharp, widthPx, heightPx);
  const border = borderIndices(widthPx, heightPx);
  const median = (axis: number): number =>
    quantile(
      border.map((i) => smooth[3 * i + axis]!),
      0.5,
    );
  const [l, a, b] = [median(0), median(1), median(2)];
  const away = (lab: Float64Array, i: number): number =>
    Math.hypot(lab[3 * i]! - l, lab[3 * i + 1]! - a, lab[3 * i + 2]! - b);
  const near = border.map((i) => away(smooth, i)).filter((distance) => distance <= TOLERANCE.most);
  if (near.length < LEAST_OF_BORDER * border.length) return undefined;
  const tolerance = Math.min(TOLERANCE.most, Math.max(TOLERANCE.least, SLACK * quantile(near, 0.95)));
  const belongs = (i: number): boolean => away(smooth, i) <= tolerance || away(sharp, i) <= tolerance;
  return { mask: flood(border, picture, belongs), chroma: Math.hypot(a, b) };
}

/** The pixels that are reached from `starts` by steps to the four sides over pixels that belong. */
function flood(
  starts: readonly number[],
  { widthPx, heightPx }: RgbImage,
  belongs: (index: number) => boolean,
): Uint8Array {
  const mask = new Uint8Array(widthPx * heightPx);
  const waiting: number[] = [];
  const reach = (index: number): void => {
    if (mask[index] === 1 || !belongs(index)) return;
    mask[index] = 1;
    waiting.push(index);
  };
  starts.forEach(reach);
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const x = index % widthPx;
    if (x > 0) reach(index - 1);
    if (x < widthPx - 1) reach(index + 1);
    if (index >= widthPx) reach(index - widthPx);
    if (index < mask.length - widthPx) reach(index + widthPx);
  }
  return mask;
}

function borderIndices(widthPx: number, heightPx: number): readonly number[] {
  const indices: number[] = [];
  for (let i = 0; i < widthPx * heightPx; i++) {
    const x = i % widthPx;
    if (i < widthPx || i >= widthPx * (heightPx - 1) || x === 0 || x === widthPx - 1) indices.push(i);
  }
  return indices;
}

/** The mean of each pixel and those of its eight neighbours that there are. @param values - three a pixel, interleaved */
function averaged(values: Float64Array, widthPx: number, heightPx: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let y = 0; y < heightPx; y++) {
    const [top, bottom] = [Math.max(0, y - 1), Math.min(heightPx - 1, y + 1)];
    for (let x = 0; x < widthPx; x++) {
      const [left, right] = [Math.max(0, x - 1), Math.min(widthPx - 1, x + 1)];
      const share = 1 / ((bottom - top + 1) * (right - left + 1));
      const to = 3 * (y * widthPx + x);
      for (let row = top; row <= bottom; row++) {
        for (let from = 3 * (row * widthPx + left); from <= 3 * (row * widthPx + right); from += 3) {
          for (let axis = 0; axis < 3; axis++) out[to + axis]! += values[from + axis]! * share;
        }
      }
    }
  }
  return out;
}

/** The value below which a share of the values lies. @param values - at least one */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))]!;
}

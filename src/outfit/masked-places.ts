import type { MaskedCrop } from './masked-crop.js';
import type { PlaceMap } from './picture-encoder.js';

/** Along each side of a place. */
const SAMPLES = 8;

/**
 * How much of each place of a map is the region's.
 * @returns rows x columns, 0 to 1
 */
export function placeShares(
  { mask, image }: MaskedCrop,
  { rows, columns, ofSquare }: PlaceMap,
): Float64Array {
  const side = image.widthPx;
  const pixel = (index: number, places: number): number =>
    Math.floor(side * ((1 - ofSquare) / 2 + (ofSquare * (index + 0.5)) / (SAMPLES * places)));
  const shares = new Float64Array(rows * columns);
  for (let i = 0; i < SAMPLES * rows; i++) {
    const row = pixel(i, rows) * side;
    const place = Math.floor(i / SAMPLES) * columns;
    for (let j = 0; j < SAMPLES * columns; j++) {
      shares[place + Math.floor(j / SAMPLES)]! += mask[row + pixel(j, columns)]! / SAMPLES ** 2;
    }
  }
  return shares;
}

/**
 * The mean over the places, each counting as much as it is the region's.
 * @param values - places x channels
 */
export function maskedMean(values: Float32Array, shares: Float64Array, channels: number): Float64Array {
  const sums = new Float64Array(channels);
  shares.forEach((share, place) => {
    for (let k = 0; k < channels; k++) sums[k]! += share * values[place * channels + k]!;
  });
  return sums;
}

/** A place is looked at if it is the region's by half, or where none is, if none is more so. */
const MOSTLY = 0.5;

/** The places that are mostly the region's, each of unit length; those of length 0 are left out. */
export function maskedPlaces(values: Float32Array, shares: Float64Array, channels: number): Float32Array {
  const least = Math.min(MOSTLY, Math.max(...shares));
  const vectors: Float32Array[] = [];
  shares.forEach((share, place) => {
    if (share < least || share === 0) return;
    const vector = toUnit(values.subarray(place * channels, (place + 1) * channels));
    if (vector) vectors.push(vector);
  });
  const out = new Float32Array(vectors.length * channels);
  vectors.forEach((vector, i) => {
    out.set(vector, i * channels);
  });
  return out;
}

/** @returns undefined for a vector of length 0 */
export function toUnit(vector: ArrayLike<number>): Float32Array | undefined {
  const values = Float64Array.from(vector);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? Float32Array.from(values, (value) => value / length) : undefined;
}

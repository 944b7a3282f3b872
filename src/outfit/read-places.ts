import type { MaskedCrop } from './masked-crop.js';
import type { PlaceMap } from './picture-encoder.js';
import type { PictureReading } from './picture-reading.js';
import { toUnit } from './to-unit.js';

/** Patches along a side, at most: a finer map is averaged. */
const MOST_PATCHES = 7;
/** A patch is looked at if it is the region's by half, or, where none is, if none is more so. */
const MOSTLY = 0.5;

/**
 * Of an encoder that gives a map of places: their mean over the region is the embedding, coarser means are the patches. Of the map,
 * mean and standard deviation over the region and the coarser means are kept.
 */
export function readPlaces(map: PlaceMap): PictureReading {
  const { channels } = map;
  const coarse = {
    ...map,
    rows: Math.min(MOST_PATCHES, map.rows),
    columns: Math.min(MOST_PATCHES, map.columns),
  };
  const [meanEnd, deviationEnd] = [channels, 2 * channels];
  const width = deviationEnd + coarse.rows * coarse.columns * channels;
  return {
    width,
    description: `mean of ${map.rows}x${map.columns} patches of the masked crop within the region`,
    keep: (values, crop) => {
      const kept = new Float32Array(width);
      const { mean, deviation } = moments(values, placeShares(crop, map), channels);
      kept.set(mean);
      kept.set(deviation, meanEnd);
      kept.set(averaged(values, map, coarse), deviationEnd);
      return kept;
    },
    read: (kept, crop) => {
      const cells = kept.subarray(deviationEnd);
      const deviation = kept.subarray(meanEnd, deviationEnd);
      return {
        embedding: kept.subarray(0, meanEnd),
        patches: ownPatches(cells, placeShares(crop, coarse), channels),
        patchWidth: channels,
        layout: Float32Array.from([...(toUnit(cells) ?? cells), ...(toUnit(deviation) ?? deviation)]),
      };
    },
  };
}

/**
 * How much of each place is the region's.
 * @returns rows x columns, 0 to 1
 */
function placeShares({ mask, image }: MaskedCrop, { rows, columns, ofSquare }: PlaceMap): Float64Array {
  const side = image.widthPx;
  const [across, down] = [overlaps(side, columns, ofSquare), overlaps(side, rows, ofSquare)];
  const shares = new Float64Array(rows * columns);
  down.forEach((inColumn, y) => {
    across.forEach((inRow, x) => {
      if (mask[y * side + x] === 0) return;
      for (const { place: row, share: height } of inColumn) {
        for (const { place, share } of inRow) shares[row * columns + place]! += height * share;
      }
    });
  });
  return shares;
}

/** By pixel along a side: the places that it lies in, and what share of each it takes up. */
function overlaps(side: number, places: number, ofSquare: number): { place: number; share: number }[][] {
  const start = (side * (1 - ofSquare)) / 2;
  const length = (side * ofSquare) / places;
  return Array.from({ length: side }, (_, pixel) => {
    const [from, to] = [(pixel - start) / length, (pixel + 1 - start) / length];
    const found: { place: number; share: number }[] = [];
    for (let place = Math.max(0, Math.floor(from)); place < Math.min(places, to); place++) {
      found.push({ place, share: Math.min(to, place + 1) - Math.max(from, place) });
    }
    return found;
  });
}

/** Mean and standard deviation over the places, each counting as much as it is the region's. @param values - places x channels */
function moments(values: Float32Array, shares: Float64Array, channels: number) {
  const mean = new Float64Array(channels);
  const deviation = new Float64Array(channels);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total === 0) return { mean, deviation };
  const each = (visit: (value: number, weight: number, channel: number) => void): void => {
    shares.forEach((share, place) => {
      if (share === 0) return;
      for (let k = 0; k < channels; k++) visit(values[place * channels + k]!, share / total, k);
    });
  };
  each((value, weight, k) => (mean[k]! += weight * value));
  each((value, weight, k) => (deviation[k]! += weight * (value - mean[k]!) ** 2));
  return { mean, deviation: deviation.map(Math.sqrt) };
}

/** A map in means of coarser cells, each place in one of them. */
function averaged(values: Float32Array, from: PlaceMap, to: PlaceMap): Float32Array {
  const { channels } = from;
  const cells = new Float32Array(to.rows * to.columns * channels);
  const counts = new Uint32Array(to.rows * to.columns);
  const cellOf = (place: number): number =>
    Math.floor((Math.floor(place / from.columns) * to.rows) / from.rows) * to.columns +
    Math.floor(((place % from.columns) * to.columns) / from.columns);
  for (let place = 0; place < from.rows * from.columns; place++) counts[cellOf(place)]!++;
  for (let place = 0; place < from.rows * from.columns; place++) {
    const cell = cellOf(place);
    for (let k = 0; k < channels; k++) {
      cells[cell * channels + k]! += values[place * channels + k]! / counts[cell]!;
    }
  }
  return cells;
}

/** The patches that are mostly the region's, each of unit length; those of length 0 are left out. */
function ownPatches(cells: Float32Array, shares: Float64Array, channels: number): Float32Array {
  const least = Math.min(MOSTLY, Math.max(...shares));
  const patches: number[] = [];
  shares.forEach((share, cell) => {
    if (share === 0 || share < least) return;
    patches.push(...(toUnit(cells.subarray(cell * channels, (cell + 1) * channels)) ?? []));
  });
  return Float32Array.from(patches);
}

import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../src/math/mt19937.js';
import type { MaskedCrop } from '../../src/outfit/masked-crop.js';
import { readPlaces } from '../../src/outfit/read-places.js';

/** A square of which the mask is what `inside` says. */
function crop(side: number, inside: (x: number, y: number) => boolean): MaskedCrop {
  const mask = Uint8Array.from({ length: side * side }, (_, i) =>
    inside(i % side, Math.floor(i / side)) ? 1 : 0,
  );
  return { image: { widthPx: side, heightPx: side, data: new Uint8Array(3 * side * side) }, mask };
}
const values = (length: number, seed = 1): Float32Array =>
  Float32Array.from(new Mt19937(seed).randoms(length));
const close = (seen: Iterable<number>, wanted: readonly number[]): void => {
  const found = Array.from(seen);
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i]!, 5);
  });
};

describe('readPlaces', () => {
  const map = { rows: 4, columns: 4, channels: 3, ofSquare: 1 };

  it('takes mean and deviation over the places inside, and patches at unit length', () => {
    const reading = readPlaces(map);
    // The right half, and the lower half of that: places 10, 11, 14, 15; of 2, 3 and 6, 7 nothing.
    const half = crop(64, (x, y) => x >= 32 && y >= 32);
    const vector = values(48);
    const { embedding, patches, patchWidth, layout } = reading.read(reading.keep(vector, half), half);
    const places = [10, 11, 14, 15].map((place) => Array.from(vector.subarray(3 * place, 3 * place + 3)));
    const mean = [0, 1, 2].map((k) => places.reduce((sum, place) => sum + place[k]! / 4, 0));
    const deviation = [0, 1, 2].map((k) =>
      Math.sqrt(places.reduce((sum, place) => sum + (place[k]! - mean[k]!) ** 2 / 4, 0)),
    );
    const unit = (vector: readonly number[]): number[] =>
      vector.map((value) => value / Math.hypot(...vector));
    close(embedding, mean);
    expect(patchWidth).toBe(3);
    close(patches, places.flatMap(unit));
    close(layout, [...unit(Array.from(vector)), ...unit(deviation)]);
  });

  it('counts a place by how much of it is inside', () => {
    const reading = readPlaces({ ...map, rows: 1, columns: 2, channels: 1 });
    // All of the left place, a quarter of the right one.
    const most = crop(64, (x, y) => x < 32 || (x < 48 && y < 32));
    const { embedding } = reading.read(reading.keep(Float32Array.of(1, 6), most), most);
    close(embedding, [(1 + 0.25 * 6) / 1.25]);
  });

  it('averages a finer map to 7 x 7 patches, each place in one of them', () => {
    const fine = { rows: 14, columns: 9, channels: 1, ofSquare: 1 };
    const reading = readPlaces(fine);
    const vector = values(14 * 9, 2);
    const whole = crop(20, () => true);
    const kept = reading.keep(vector, whole);
    expect(kept).toHaveLength(reading.width);
    expect(reading.width).toBe(2 + 49);
    // Of 9 columns, 7 cells take 2, 1, 1, 2, 1, 1, 1.
    const columns = [[0, 1], [2], [3], [4, 5], [6], [7], [8]];
    const cells = Array.from({ length: 49 }, (_, cell) => {
      const [row, column] = [Math.floor(cell / 7), cell % 7];
      const all = [2 * row, 2 * row + 1].flatMap((r) => columns[column]!.map((c) => vector[r * 9 + c]!));
      return all.reduce((sum, value) => sum + value, 0) / all.length;
    });
    close(kept.subarray(2), cells);
  });

  it('knows that a cut-out of the middle does not see the rim', () => {
    const reading = readPlaces({ rows: 1, columns: 2, channels: 1, ofSquare: 0.5 });
    // Columns 16 to 31 are the left place of the middle half.
    const left = crop(64, (x) => x < 32);
    close(reading.read(reading.keep(Float32Array.of(3, 5), left), left).embedding, [3]);
  });

  it('has a patch, the fullest, where no place is inside by half', () => {
    const reading = readPlaces(map);
    const strap = crop(64, (x, y) => x === 5 && y < 40);
    const vector = values(48, 3);
    const { patches } = reading.read(reading.keep(vector, strap), strap);
    expect(patches.length).toBeGreaterThan(0);
    expect(patches.length % 3).toBe(0);
  });
});

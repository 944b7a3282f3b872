import { ciede2000 } from './ciede2000.js';
import { kMeans } from './k-means.js';
import type { Lab } from './lab.js';
import { Mt19937 } from './mt19937.js';

/** A colour and its share of the area. */
export interface PaletteColour {
  readonly lab: Lab;
  readonly share: number;
}

export interface PaletteOptions {
  /** At most so many. */
  readonly colours: number;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
}

/** Colours nearer than this, dE00, are one. */
const APART = 3;
/** Side of the cells in which pixels are put together, in units of L, a and b. */
const CELL = 2;
/** Cells along an axis: more than 8-bit colours reach. */
const CELLS = 256;
/** What pixels are summed in: whole numbers, so that their order cannot change a bit. */
const UNITS = 2 ** 20;

/**
 * The main colours of an area: k-means over all of its pixels, put together in cells of 2 x 2 x 2 in CIELAB, then colours nearer than
 * 3 dE00 made one. Does not depend on the order of the pixels.
 * @param lab - L, a, b of each pixel, interleaved; |a|, |b| < 256
 * @returns the largest share first; shares add up to 1
 * @throws RangeError if there is no pixel, or one is not a colour
 */
export function colourPalette(
  lab: Float64Array | Float32Array,
  { colours, seed }: PaletteOptions,
): PaletteColour[] {
  const cells = cellsOf(lab);
  const clusters = kMeans(cells, colours, new Mt19937(seed));
  const total = clusters.reduce((sum, { weight }) => sum + weight, 0);
  const found = clusters.map(({ mean, weight }) => ({ lab: mean, share: weight / total }));
  return merged(found).sort((x, y) => y.share - x.share || x.lab[0] - y.lab[0]);
}

/** Mean colour and number of pixels of each cell that has any, in the order of the cells. */
function cellsOf(lab: Float64Array | Float32Array): { point: Lab; weight: number }[] {
  if (lab.length === 0 || lab.length % 3 !== 0) {
    throw new RangeError(`Expected three values for each of one or more pixels, got ${lab.length} values.`);
  }
  const cells = new Map<number, { sums: [number, number, number]; count: number }>();
  for (let i = 0; i < lab.length; i += 3) {
    const [l, a, b] = [lab[i]!, lab[i + 1]!, lab[i + 2]!];
    if (!(Math.abs(l) < CELLS && Math.abs(a) < CELLS && Math.abs(b) < CELLS)) {
      throw new RangeError(`Expected a colour in CIELAB, got (${l}, ${a}, ${b}).`);
    }
    const key = (cell(l) * CELLS + cell(a)) * CELLS + cell(b);
    let found = cells.get(key);
    if (!found) cells.set(key, (found = { sums: [0, 0, 0], count: 0 }));
    found.sums[0] += Math.round(l * UNITS);
    found.sums[1] += Math.round(a * UNITS);
    found.sums[2] += Math.round(b * UNITS);
    found.count++;
  }
  return [...cells]
    .sort(([a], [b]) => a - b)
    .map(([, { sums, count }]) => {
      const scale = 1 / (UNITS * count);
      return { point: [sums[0] * scale, sums[1] * scale, sums[2] * scale], weight: count };
    });
}

function cell(value: number): number {
  return Math.floor(value / CELL) + CELLS / 2;
}

/** The colours with the two nearest made one, again and again, while these are nearer than APART. */
function merged(palette: readonly PaletteColour[]): PaletteColour[] {
  let nearest = { distance: APART, i: -1, j: -1 };
  palette.forEach((a, i) => {
    palette.slice(0, i).forEach((b, j) => {
      const distance = ciede2000(a.lab, b.lab);
      if (distance < nearest.distance) nearest = { distance, i, j };
    });
  });
  const [a, b] = [palette[nearest.i], palette[nearest.j]];
  if (!a || !b) return [...palette];
  const share = a.share + b.share;
  const mean = (axis: 0 | 1 | 2) => (a.share * a.lab[axis] + b.share * b.lab[axis]) / share;
  const others = palette.filter((each) => each !== a && each !== b);
  return merged([...others, { lab: [mean(0), mean(1), mean(2)], share }]);
}

import type { RgbImage } from '../../src/images/image.js';
import { Mt19937 } from '../../src/math/mt19937.js';

/** What tells one population from the other; the golden file holds these. */
export interface SetRecipe {
  readonly seed: number;
  readonly darkest: number;
  readonly brightest: number;
  /** Noise is an integer from -grain/2 up to grain/2 - 1, a channel value. */
  readonly grain: number;
}

const WIDTH_PX = 96;
const HEIGHT_PX = 64;
const CHANNELS = 3;

/** The images of one population, in order: the same bytes as `image_set` of bench/parity/smooth_images.py. */
export function seededImages(recipe: SetRecipe, count: number): RgbImage[] {
  const random = new Mt19937(recipe.seed);
  return Array.from({ length: count }, () => seededImage(recipe, random));
}

function seededImage({ darkest, brightest, grain }: SetRecipe, random: Mt19937): RgbImage {
  const below = (bound: number): number => Math.floor(random.random() * bound);
  const cells = 3 + below(6);
  const levels = brightest - darkest + 1;
  const grid = Uint8Array.from({ length: cells * cells * CHANNELS }, () => darkest + below(levels));

  const rows = Array.from({ length: HEIGHT_PX }, (_, y) => place(y, HEIGHT_PX, cells));
  const columns = Array.from({ length: WIDTH_PX }, (_, x) => place(x, WIDTH_PX, cells));
  const data = new Uint8Array(WIDTH_PX * HEIGHT_PX * CHANNELS);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      const whole = row.span * column.span;
      const upper = row.low * cells;
      const lower = row.high * cells;
      for (let channel = 0; channel < CHANNELS; channel++, at++) {
        const left = column.low * CHANNELS + channel;
        const right = column.high * CHANNELS + channel;
        const top = mix(grid[upper * CHANNELS + left]!, grid[upper * CHANNELS + right]!, column);
        const bottom = mix(grid[lower * CHANNELS + left]!, grid[lower * CHANNELS + right]!, column);
        const level = Math.floor((mix(top, bottom, row) + Math.floor(whole / 2)) / whole);
        const noisy = level + below(grain) - grain / 2;
        data[at] = Math.min(Math.max(noisy, 0), 255);
      }
    }
  }
  return { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, data };
}

/** A pixel between two cells: `part` / `span` of the way from `low` to `high`. Integers throughout. */
interface Place {
  readonly low: number;
  readonly high: number;
  readonly part: number;
  readonly span: number;
}

function place(pixel: number, pixels: number, cells: number): Place {
  const span = pixels - 1;
  const position = pixel * (cells - 1);
  const low = Math.floor(position / span);
  return { low, high: Math.min(low + 1, cells - 1), part: position % span, span };
}

function mix(low: number, high: number, { part, span }: Place): number {
  return low * (span - part) + high * part;
}

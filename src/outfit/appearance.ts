import type { PaletteColour } from '../math/colour-palette.js';

/** What a piece of clothing looks like, in a picture of its own or as it is seen on somebody. What the scores of src/metrics/outfit take. */
export interface Appearance {
  /** Of unit length. */
  readonly embedding: Float32Array;
  /** The largest share first; shares add up to 1. */
  readonly palette: readonly PaletteColour[];
  /** Local texture: vectors of unit length, row-major, `patchWidth` each; empty if the encoder gives none. */
  readonly patches: Float32Array;
  readonly patchWidth: number;
  /** What is where in the region, for fitPresence; of one width for one encoder. */
  readonly layout: Float32Array;
}

/** An article's picture. */
export interface Article extends Appearance {
  /** The sha256 of what is seen of it: two files of one picture are one article. */
  readonly id: string;
}

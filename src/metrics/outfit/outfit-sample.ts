import type { PaletteColour } from '../../math/colour-palette.js';
import type { NotScored } from '../control/definition.js';

export type { PaletteColour };

/** What a piece of clothing looks like: in a picture of its own, or as it is seen on somebody. */
export interface Appearance {
  /** Of unit length. */
  readonly embedding: Float32Array;
  /** Its main colours, the largest share first; shares add up to 1. */
  readonly palette: readonly PaletteColour[];
  /** Local texture: vectors of unit length at an early layer, row-major, `patchWidth` each. */
  readonly patches: Float32Array;
  readonly patchWidth: number;
}

/** An article, as conditions ask for it. */
export interface Article extends Appearance {
  /** What identifies its picture: two files of one picture are one article. */
  readonly id: string;
}

/** What an image shows in one slot, beside what was asked for there. */
export interface OutfitPair {
  /** Of the image. */
  readonly id: string;
  readonly slot: string;
  /** Id of the image's condition; images of one condition are resampled together. */
  readonly condition: string;
  /** The condition that `asked` belongs to, where it is not the image's own. */
  readonly targetCondition?: string | undefined;
  /** null: the slot is to be empty. */
  readonly asked: Article | null;
  /** Id of the article that the image's own condition asks for, null: none. Where conditions are exchanged, equal ones do not count. */
  readonly own: string | null;
  /** What is seen in the slot's region, or why there is no such region. */
  readonly seen: Appearance | NotScored;
  /** How certain it is that something is worn there, 0 to 1; or why that is not known. */
  readonly worn: number | NotScored;
}

/** Slots of images that have been looked at in one way. A slot of which a condition says nothing has no pair. */
export interface OutfitSample {
  /** Extractor and source of the regions, in words. */
  readonly seenBy: string;
  readonly pairs: readonly OutfitPair[];
  /** By slot: every article that any condition asks for, each once. */
  readonly galleries: ReadonlyMap<string, readonly Article[]>;
}

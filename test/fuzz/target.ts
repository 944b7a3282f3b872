import type { Dice } from './dice.js';

/** Something that reads what others wrote. */
export interface Target {
  readonly name: string;
  /** Valid input, which cases are made of. */
  readonly seeds: () => Promise<readonly Uint8Array[]>;
  readonly mutate: (seeds: readonly Uint8Array[], dice: Dice) => Uint8Array;
  /**
   * Reads a case, and uses all that was read.
   * @param folder - of the case's own, to put files in
   */
  readonly parse: (input: Uint8Array, folder: string) => Promise<unknown>;
  /** Errors of other classes that are right here, as what calls the parser turns them into one of gan-eval's. */
  readonly expects?: (error: unknown) => boolean;
  /** Cases of it in a short run, where one takes long; default: all. */
  readonly share?: number;
}

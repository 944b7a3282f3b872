import type { StoredImage } from './image.js';

/** An ordered set of images with stable ids, read lazily. Same content, same order, on every platform. */
export interface ImageSet {
  /** The path as the user gave it. */
  readonly location: string;
  /** One id an image: its relative path with `/` separators (folders, archives), or `arr_0[i]` (npz). Unique. */
  readonly ids: readonly string[];
  /** Entries that are not images, in order; counted and reported, never decoded. A folder not entered ends in `/`. */
  readonly ignored: readonly string[];
  /**
   * The stored bytes of image `index`. Calls may overlap.
   * @throws ImageError if that entry cannot be read
   */
  read(index: number): Promise<StoredImage>;
  /** Lets go of files and of what was unpacked. May be called twice; nothing can be read afterwards. */
  close(): Promise<void>;
}

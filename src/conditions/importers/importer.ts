import type { Box, PictureSize } from '../condition.js';
import type { Pose } from '../pose.js';
import type { FormatName } from './formats.js';

/** What an import is told. */
export interface ImportOptions {
  /** The file with the annotations. */
  readonly annotations?: string;
  /** The folder with the images. */
  readonly images?: string;
  /** Part of the dataset, such as `train`. */
  readonly split?: string;
  /** The list of which person is to wear what. */
  readonly pairs?: string;
  /** The picture that the coordinates are measured in, where that is not the image. */
  readonly size?: PictureSize;
}

/** What importers need from outside. */
export interface ImportTools {
  /**
   * Size of an image file.
   * @throws ImageError if there is none, or it is no image
   */
  readonly imageSize: (path: string) => Promise<PictureSize>;
}

/** One image with its condition. Paths are absolute or relative to the working directory, as the folder was given. */
export interface ImportedImage {
  readonly id: string;
  readonly file: string;
  /** The image's. */
  readonly size: PictureSize;
  /** In px of `size`. */
  readonly pose: Pose | null;
  readonly box?: Box;
  /** Paths by slot. */
  readonly outfit?: Readonly<Record<string, string | null>>;
  readonly parsing?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** What had to be decided, such as that the image shows several people; counted. */
  readonly remarks?: readonly string[];
}

export interface ImportItem {
  /** For messages. */
  readonly name: string;
  /** @throws InputError if this image cannot be imported */
  read(tools: ImportTools): Promise<ImportedImage>;
}

export interface ImportListing {
  readonly items: readonly ImportItem[];
  /** What the dataset holds and is not imported, with its count. */
  readonly leftOut?: Readonly<Record<string, number>>;
}

/** Reads a dataset of the field. What its folder has to hold is told in formats.ts. */
export interface Importer {
  readonly name: FormatName;
  /** The slots that its outfits have; empty: it has none. */
  readonly slots: readonly string[];
  /** By slot, the labels of the dataset's own parsing maps that show its article; left out: it has no maps, or does not say. */
  readonly parsingLabels?: Readonly<Record<string, readonly number[]>>;
  /** @throws InputError if the folder does not hold such a dataset */
  readonly list: (folder: string, options: ImportOptions) => Promise<ImportListing>;
}

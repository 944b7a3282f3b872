import type { ByRole } from '../config/feature-role.js';
import type { RgbImage } from '../images/image.js';

/** How the values of `patches` lie: as row, column, channel, over the middle `ofSquare` of a square picture's side. */
export interface PlaceMap {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly ofSquare: number;
}

/** What turns pictures into vectors. The extractors of src/features are such, opened for one of `patches` and `features`. */
export interface PictureEncoder {
  readonly name: string;
  readonly outputs: ByRole<{ readonly width: number; readonly map?: PlaceMap | undefined }>;
  preprocess(image: RgbImage): Float32Array;
  /** @returns each output, one vector an input after the other */
  extract(inputs: readonly Float32Array[]): Promise<ByRole<Float32Array>>;
}

/** Vectors by the hash of what they belong to. The feature caches of src/features are such. */
export interface VectorCache {
  get(imageHash: string): Promise<Float32Array | undefined>;
  put(entries: readonly { readonly imageHash: string; readonly features: Float32Array }[]): Promise<void>;
}

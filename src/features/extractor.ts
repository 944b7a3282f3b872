import type { Preprocessing } from '../config/extractor-file.js';
import type { ByRole } from '../config/feature-role.js';
import type { Precision } from '../config/precision.js';
import type { ResizeMode } from '../images/resize.js';
import type { PixelImage } from '../images/image.js';

/** All that decides what a feature vector's numbers are. Two feature sets compare only if these are equal. */
export interface ExtractorIdentity {
  /** Name of a built-in extractor, or the file name of a user's network. */
  readonly name: string;
  /** sha256 of the weights as stored (of a file, or of the listed files' hashes). */
  readonly weightsSha256: string;
  /** The network's output that is read: a tap such as '2048', or an output name of a user's network. */
  readonly output: string;
  readonly resize: ResizeMode;
  /** Size, fit, normalisation and layout, in words. */
  readonly preprocessing: string;
  /** What was asked for. A user's network computes in what it was exported in, which its weights tell, and has fp32 here. */
  readonly precision: Precision;
}

/** One kind of vector that an extractor gives for an image. */
export interface ExtractorOutput {
  readonly identity: ExtractorIdentity;
  /** Length of a vector. */
  readonly width: number;
  readonly comparability: Comparability;
  /** Of `patches`: how its values lie. */
  readonly map?: PlaceMap | undefined;
}

/** Values of places in a grid over what the network sees, flattened as row, column, channel. */
export interface PlaceGrid {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

export interface PlaceMap extends PlaceGrid {
  /** Share of the side of a square picture that the network sees, about its middle: below 1 where preprocessing cuts off a rim. */
  readonly ofSquare: number;
}

/** Image -> vectors, one for each output that the extractor was opened for. */
export interface FeatureExtractor {
  readonly name: string;
  readonly outputs: ByRole<ExtractorOutput>;
  /** The engine and device it runs on, such as `onnxruntime 1.30.0, cpu`. */
  readonly runsOn: string;
  /** Everything from pixels to the network's input for one image. Pure and synchronous. */
  preprocess(image: PixelImage): Float32Array;
  /** What {@link preprocess} does, so that it can be done in other threads; undefined: it cannot. */
  readonly preprocessing?: Preprocessing;
  /**
   * All outputs of a batch of preprocessed images, each n x width, row-major, not normalised. An image's vectors do
   * not depend on the rest of the batch.
   * @param inputs - whose memory it may take over: they are not to be used again
   */
  extract(inputs: readonly Float32Array[]): Promise<ByRole<Float32Array>>;
  dispose(): Promise<void>;
}

/** Whether scores on an output compare with published ones: with whose, or why not. */
export interface Comparability {
  readonly comparable: boolean;
  readonly statement: string;
}

import type { MaskedCrop } from './masked-crop.js';

/** What is made of an encoder's vector for a masked crop. */
export interface PictureReading {
  /** Values of the part that is kept, and cached. */
  readonly width: number;
  /** What that part is, in words, for the cache and for provenance. */
  readonly description: string;
  /** @param vector - as the encoder gives it */
  readonly keep: (vector: Float32Array, crop: MaskedCrop) => Float32Array;
  /** @param kept - what {@link keep} made of the same crop's vector */
  readonly read: (kept: Float32Array, crop: MaskedCrop) => PictureVectors;
}

/** None of them is normalised, but the patches. */
export interface PictureVectors {
  readonly embedding: Float32Array;
  /** Vectors of unit length, row-major. */
  readonly patches: Float32Array;
  readonly patchWidth: number;
  /** What is where in the region, and how mixed it is: for telling whether something is worn there. */
  readonly layout: Float32Array;
}

/** Of an encoder that sees the square as a whole. */
export function readFeatures(width: number): PictureReading {
  return {
    width,
    description: 'features of the masked crop',
    keep: (vector) => vector,
    read: (kept) => ({ embedding: kept, patches: new Float32Array(0), patchWidth: 0, layout: kept }),
  };
}

/** Decoded pixels: 8-bit RGB, interleaved, row-major, no padding (heightPx x widthPx x 3 bytes). */
export interface RgbImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

/** Pixels of the same layout whose levels, on the same scale of 0 to 255, need not be whole. */
export interface PixelImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array | Float64Array;
}

/** An image as its source holds it: an encoded file (PNG, JPEG, ...), or pixels that need no decoding. */
export type StoredImage =
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array }
  | { readonly kind: 'pixels'; readonly image: RgbImage };

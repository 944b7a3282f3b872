import type { PixelImage } from './image.js';
import { resizeClean } from './resize-clean.js';
import { resizeTf1 } from './resize-tf1.js';
import { resizeTorch } from './resize-torch.js';

/** The ways in which published FID figures were resized. A score depends on the mode, so the mode has a name. */
export const resizeModes = ['tf1', 'torch', 'clean'] as const;

export type ResizeMode = (typeof resizeModes)[number];

/** Resizes to exactly `widthPx` x `heightPx`, whatever the aspect ratio. See docs/images.md for the formulas. */
export type Resize = (image: PixelImage, widthPx: number, heightPx: number) => Float32Array;

const implementations: Readonly<Record<ResizeMode, Resize>> = {
  tf1: resizeTf1,
  torch: resizeTorch,
  clean: resizeClean,
};

/**
 * Resizes an image as one of the established FID implementations does.
 * @returns `heightPx` x `widthPx` x 3, interleaved, on the scale of the input (0 to 255), neither rounded nor normalised
 */
export function resizeImage(
  image: PixelImage,
  mode: ResizeMode,
  widthPx: number,
  heightPx: number,
): Float32Array {
  // None of them changes a pixel then.
  if (widthPx === image.widthPx && heightPx === image.heightPx) return Float32Array.from(image.data);
  return implementations[mode](image, widthPx, heightPx);
}

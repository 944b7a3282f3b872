import type { Preprocessing } from '../config/extractor-file.js';
import type { StoredImage } from '../images/image.js';

/** What a preparing thread is asked for. */
export interface PrepareTask {
  readonly id: string;
  readonly stored: StoredImage;
  readonly preprocessing: Preprocessing;
}

/** The network's input, or why the image cannot be read. */
export type PreparedInput =
  | { readonly kind: 'input'; readonly input: Float32Array<ArrayBuffer> }
  | { readonly kind: 'unreadable'; readonly reason: string };

import { html, type Html } from './html.js';
import type { Thumbnail } from './report-data.js';

const INLINE_IMAGE = /^data:image\/(?:webp|jpeg|png);base64,[A-Za-z0-9+/]+=*$/;

/**
 * A thumbnail as an `img`.
 * @throws RangeError if it is anything but an inline image
 */
export function picture({ id, dataUri }: Thumbnail): Html {
  if (!INLINE_IMAGE.test(dataUri)) {
    throw new RangeError(
      `Expected a data URI of a WebP, JPEG or PNG image for ${id} but received ${dataUri.slice(0, 40)}`,
    );
  }
  return html`<img src="${dataUri}" alt="${id}" title="${id}" decoding="async" />`;
}

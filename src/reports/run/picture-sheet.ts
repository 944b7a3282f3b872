import { html, type Html } from '../html.js';
import type { Picture } from './run-media.js';

const INLINE_IMAGE = /^data:image\/(?:webp|jpeg|png);base64,[A-Za-z0-9+/]+=*$/;

/**
 * All pictures of the page, each once: shots refer to them by number.
 * @throws RangeError if one is anything but an inline image
 */
export function pictureSheet(pictures: readonly Picture[]): Html {
  return html`<svg class="sheet" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>${pictures.map(symbol)}</defs>
  </svg>`;
}

function symbol({ dataUri, widthPx, heightPx }: Picture, index: number): Html {
  if (!INLINE_IMAGE.test(dataUri)) {
    throw new RangeError(
      `Expected a data URI of a WebP, JPEG or PNG image but received ${dataUri.slice(0, 40)}`,
    );
  }
  return html`<symbol id="p${index}" viewBox="0 0 ${widthPx} ${heightPx}"
    ><image width="${widthPx}" height="${heightPx}" href="${dataUri}"
  /></symbol>`;
}

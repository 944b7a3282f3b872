import { html, type Html, type HtmlValue } from '../html.js';
import type { Picture, Shot } from './run-media.js';

interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Draws shots by reference to the page's pictures. */
export type DrawShot = (
  shot: Shot,
  label: string,
  over?: { readonly frame: Frame; readonly layers: HtmlValue },
) => Html;

/**
 * @param pictures - those of the page's sheet
 * @returns what draws a shot: the picture, with layers in the px of the frame over it; or in words why there is none
 */
export function shotPainter(pictures: readonly Picture[]): DrawShot {
  return ({ id, likeness }, label, over) => {
    const name = `${label}: ${id}`;
    if ('missing' in likeness) {
      return html`<p class="shot missing small" title="${name}">
        <span class="unseen">${name}: </span>${likeness.missing}
      </p>`;
    }
    const { widthPx, heightPx } = over?.frame ?? pictures[likeness.picture]!;
    return html`<svg class="shot" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="${name}">
      <use href="#p${likeness.picture}" width="${widthPx}" height="${heightPx}" />
      ${over?.layers}
    </svg>`;
  };
}

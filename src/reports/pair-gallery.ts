import { html, type Html } from './html.js';
import { picture } from './picture.js';
import type { PairGallery } from './report-data.js';

/** Pairs of images side by side: what was generated, and the real image that it is held against. */
export function pairGallery({ title, explanation, pairs }: PairGallery): Html | false {
  return (
    pairs.length > 0 &&
    html`<section>
      <h2>${title}</h2>
      <p class="set-facts small quiet">${explanation}</p>
      <ul class="pairs">
        ${pairs.map(
          ({ generated, real, caption }) =>
            html`<li>
              <figure>
                <div class="pair">${picture(generated)}${picture(real)}</div>
                <figcaption class="small">
                  <span class="mono">${generated.id}</span> and real <span class="mono">${real.id}</span>
                  <span class="quiet">${caption}</span>
                </figcaption>
              </figure>
            </li>`,
        )}
      </ul>
    </section>`
  );
}

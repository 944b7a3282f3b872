import { formatCount } from './format-score.js';
import { html, type Html } from './html.js';
import { picture } from './picture.js';
import type { ReportSet } from './report-data.js';

/** More skipped images than this are folded away; fewer are open, on paper too. */
const SHOWN_SKIPS = 20;

/** A set at a glance: how many images, a few of them, and those that could not be used. */
export function contactStrip({ label, location, count, thumbnails, skipped }: ReportSet): Html {
  return html`<section>
    <h2>${label}</h2>
    <p class="set-facts small quiet">
      ${formatCount(count)} ${count === 1 ? 'image' : 'images'} from <span class="mono">${location}</span>.
      ${thumbnails.length > 0 && html`${shown(thumbnails.length, count)}, shrunk and lossily compressed; the scores were computed from the originals.`}
    </p>
    ${
      thumbnails.length > 0 &&
      html`<ul class="strip">
          ${thumbnails.map((thumbnail) => html`<li>${picture(thumbnail)}</li>`)}
        </ul>
        <details>
          <summary>Which images these are</summary>
          <ol class="ids mono">
            ${thumbnails.map(({ id }) => html`<li>${id}</li>`)}
          </ol>
        </details>`
    }
    ${
      skipped.length > 0 &&
      html`<details class="skipped" ${skipped.length <= SHOWN_SKIPS && html` open`}>
        <summary>${formatCount(skipped.length)} skipped</summary>
        <dl>
          ${skipped.map(
            ({ id, reason }) =>
              html`<div>
                <dt class="mono">${id}</dt>
                <dd>${reason}</dd>
              </div>`,
          )}
        </dl>
      </details>`
    }
  </section>`;
}

const shown = (thumbnails: number, count: number): string =>
  thumbnails < count
    ? `Shown: ${formatCount(thumbnails)} of them, picked at random with a seed`
    : 'Shown: all of them';

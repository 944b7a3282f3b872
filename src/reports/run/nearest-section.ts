import { formatCount, formatScore } from '../format-score.js';
import { html, type Html } from '../html.js';
import { fragmentId, fragmentLink } from './fragment-id.js';
import type { NearestPairs, RunMedia } from './run-media.js';
import { runSection, type RunSection } from './run-section.js';
import type { ShotKnowledge } from './shot-card.js';

/** Pairs of a point that are shown before the rest is unfolded. */
const AT_FIRST = 4;

/** Generated images beside the real ones they are nearest to; undefined if no metric listed any. */
export function nearestSection({ nearest }: RunMedia, { draw }: ShotKnowledge): RunSection | undefined {
  if (nearest.length === 0) return undefined;
  const cards = ({ point, pairs }: NearestPairs): Html =>
    html`<ol class="cards">
      ${pairs.map(({ generated, real, distance }) => {
        const anchor = fragmentId('nearest', point, generated.id);
        return html`<li class="card" id="${anchor}" data-point="${point}">
          <div class="pair">${draw(generated, 'Generated')}${draw(real, 'Nearest real image')}</div>
          <p class="name"><a href="${fragmentLink(anchor)}">${generated.id}</a></p>
          <p class="note small quiet">real ${real.id}, feature distance ${formatScore(distance)}</p>
        </li>`;
      })}
    </ol>`;
  const list = ({ point, pairs }: NearestPairs): Html => {
    const rest = pairs.slice(AT_FIRST);
    return html`<h3>${point}</h3>
      ${cards({ point, pairs: pairs.slice(0, AT_FIRST) })}
      ${
        rest.length > 0 &&
        html`<details>
          <summary>${formatCount(rest.length)} more of ${point}</summary>
          ${cards({ point, pairs: rest })}
        </details>`
      }`;
  };
  return runSection(
    { id: 'nearest', name: 'Memorisation', title: 'Nearest training images' },
    'Left a generated image, right the real one nearest to it by features; the most suspicious first: by their distance over that of the real image to its own nearest other. A copy has distance 0. It says something about memorisation if the real set is what the generator was trained on.',
    nearest.map(list),
  );
}

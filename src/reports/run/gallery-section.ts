import { formatCount } from '../format-score.js';
import { html, type Html } from '../html.js';
import type { Gallery, RunMedia } from './run-media.js';
import { runSection, type RunSection } from './run-section.js';
import { shotCard, type ShotKnowledge } from './shot-card.js';

/** Generated images by the rules of their choice, with tools that the page's script brings to life. */
export function gallerySection({ galleries, notes }: RunMedia, knowledge: ShotKnowledge): RunSection {
  const shown = galleries.filter(({ shots }) => shots.length > 0);
  const articleScore = knowledge.titles.get(knowledge.articleScore);
  return runSection(
    { id: 'images', name: 'Images', title: 'Images' },
    `Left what was generated, right the real image of the same condition, below the articles that were asked for${articleScore === undefined ? '' : `, each with its ${articleScore}`}. All pictures are shrunk and lossily compressed; scores were computed from the originals.`,
    html`${notes.map((note) => html`<p class="small quiet">${note}</p>`)}
    ${shown.length > 0 && toolbar(shown, knowledge)}
    ${shown.map((gallery) => galleryList(gallery, knowledge))}`,
  );
}

const galleryList = ({ id, title, rule, shots }: Gallery, knowledge: ShotKnowledge): Html =>
  html`<div class="gallery" id="${id}">
    <h3>${title}</h3>
    <p class="small quiet">${rule}</p>
    <ol class="cards">
      ${shots.map((shot, i) => shotCard(shot, id, i, knowledge))}
    </ol>
    <button type="button" class="more" hidden></button>
    <p class="nothing" hidden>No image of this choice fits the filter.</p>
  </div>`;

/** Layers are switched by the style sheet alone; the filter waits for the script. */
function toolbar(galleries: readonly Gallery[], { titles, headlines }: ShotKnowledge): Html {
  const shots = galleries.flatMap(({ shots: all }) => all);
  const points = [...new Set(shots.map(({ point }) => point))];
  return html`<div class="tools" role="group" aria-label="What the galleries show">
    <div class="filter" data-needs-script hidden>
      <label
        >Point
        <select name="point">
          <option value="">all</option>
          ${points.map((point) => html`<option>${point}</option>`)}
        </select></label
      >
      <label
        >Contains
        <input
          type="search"
          name="q"
          placeholder="id, condition, slot, label"
          autocomplete="off"
          spellcheck="false"
      /></label>
      <label
        >Order
        <select name="sort">
          <option value="">as chosen</option>
          ${headlines.flatMap((id) => [
            html`<option value="${id}">${titles.get(id)}, rising</option>`,
            html`<option value="-${id}">${titles.get(id)}, falling</option>`,
          ])}
        </select></label
      >
      <output class="small quiet">${formatCount(shots.length)} images</output>
    </div>
    <div class="layers">
      <label class="key target"><input type="checkbox" id="layer-target" checked /> pose asked for</label>
      <label class="key found"><input type="checkbox" id="layer-found" checked /> pose found</label>
      <label><input type="checkbox" id="layer-real" checked /> real images</label>
      <label><input type="checkbox" id="layer-articles" checked /> articles</label>
    </div>
  </div>`;
}
